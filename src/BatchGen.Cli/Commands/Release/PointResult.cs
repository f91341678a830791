using System.Text.Json.Serialization;

namespace BatchGen.Cli.Commands.Release;

/// <summary>What became of a point.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PointOutcome>))]
internal enum PointOutcome
{
    /// <summary>It was done, and all was as it has to be.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>It was done, and something was not.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It could not be done, or was left out on demand: the release is not shown to be good.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}

/// <summary>What an action found: the outcome, why, and what was seen.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">Why, in a sentence; for one that passed what was shown.</param>
/// <param name="Evidence">What was seen, a line each.</param>
internal sealed record PointFinding(PointOutcome Outcome, string Reason, IReadOnlyList<string> Evidence)
{
    public static PointFinding Passed(string reason, IEnumerable<string> evidence) => new(PointOutcome.Passed, reason, [.. evidence]);

    public static PointFinding Failed(string reason, params IEnumerable<string> evidence) => new(PointOutcome.Failed, reason, [.. evidence]);

    public static PointFinding Skipped(string reason, params IEnumerable<string> evidence) => new(PointOutcome.Skipped, reason, [.. evidence]);
}

/// <summary>One of the six points, done.</summary>
/// <param name="Number">Its number in the standard's list (5.3).</param>
/// <param name="Point">Its name: <c>topic</c>.</param>
/// <param name="Title">What the standard asks.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">What was seen.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record PointResult(int Number, string Point, string Title, PointOutcome Outcome, string Reason, IReadOnlyList<string> Evidence, double Seconds);

/// <summary>A point of the standard's list before a release (5.3): a real action.</summary>
internal interface IReleasePoint
{
    int Number { get; }

    /// <summary>How the command line calls it.</summary>
    string Name { get; }

    /// <summary>What the standard asks.</summary>
    string Title { get; }

    /// <summary>Does it. Whatever it throws is a failure of the point.</summary>
    Task<PointFinding> CheckAsync(CancellationToken cancellationToken);
}
