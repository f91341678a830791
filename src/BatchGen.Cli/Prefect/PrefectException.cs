using System.Net;

namespace BatchGen.Cli.Prefect;

/// <summary>Prefect's API does not answer, or refuses: what was asked, what it said, and what to do.</summary>
/// <param name="message">The message for people; never a secret.</param>
/// <param name="exitCode">What the tool returns (<see cref="ExitCodes"/>).</param>
/// <param name="status">The answer's status; null when none came.</param>
/// <param name="inner">What happened below.</param>
internal sealed class PrefectException(string message, int exitCode, HttpStatusCode? status = null, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;

    public HttpStatusCode? Status => status;

    /// <summary>Whether the same request may well succeed later.</summary>
    public bool IsTemporary => exitCode == ExitCodes.TemporaryFailure;
}
