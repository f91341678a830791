using System.Globalization;
using System.Text;

namespace BatchGen.Testing;

/// <summary>What came of one path.</summary>
public enum ConformanceOutcome
{
    /// <summary>The job does what the standard asks for.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>Something of it was not looked at, for want of an option.</summary>
    NotVerified,
}

/// <summary>One path of a consumer.</summary>
/// <param name="Path">Its name: <c>success</c>, <c>retry</c>, …</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Detail">What was seen, or what is wrong, or which option is missing.</param>
public sealed record ConformanceResult(string Path, ConformanceOutcome Outcome, string Detail);

/// <summary>What <see cref="Conformance"/> has found of a job, path by path.</summary>
/// <param name="Job">The job.</param>
/// <param name="Results">Each path, in the order in which they were run.</param>
public sealed record ConformanceReport(string Job, IReadOnlyList<ConformanceResult> Results)
{
    /// <summary>Whether no path failed.</summary>
    public bool IsConforming => Results.All(static result => result.Outcome != ConformanceOutcome.Failed);

    /// <summary>The report as some lines of text.</summary>
    public override string ToString()
    {
        StringBuilder text = new($"Job '{Job}' {(IsConforming ? "conforms" : "does not conform")}:\n");
        foreach (ConformanceResult result in Results)
        {
            string outcome = result.Outcome switch
            {
                ConformanceOutcome.Passed => "passed",
                ConformanceOutcome.Failed => "FAILED",
                _ => "not verified",
            };
            text.Append(CultureInfo.InvariantCulture, $"  {result.Path,-12} {outcome,-12} {result.Detail}\n");
        }

        return text.ToString();
    }
}

/// <summary>A job does not do what the standard asks for; the message is the report.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Without a report.</summary>
    public ConformanceException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What is wrong.</param>
    public ConformanceException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public ConformanceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ConformanceException(ConformanceReport report)
        : base(report.ToString()) => Report = report;

    /// <summary>Path by path; null when the exception was made without one.</summary>
    public ConformanceReport? Report { get; }
}
