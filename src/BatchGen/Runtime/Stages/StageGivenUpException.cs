namespace BatchGen.Runtime;

/// <summary>An outside orchestrator has used up its attempts at a stage.</summary>
/// <param name="reason">Why, in the orchestrator's words.</param>
/// <param name="last">What the last attempt has left of itself, or null when it was killed.</param>
internal sealed class StageGivenUpException(string reason, StageResult? last) : Exception(reason)
{
    /// <summary>One of the fallback store's kinds of failure.</summary>
    public string Kind => last?.FailureKind ?? "exhausted";

    /// <summary>The type of the exception that ended the last attempt, or null when that is not known.</summary>
    public string? ExceptionType => last?.ExceptionType;

    /// <summary>How many attempts were made; null when that is not known.</summary>
    public int? Attempts => last?.Attempts;
}
