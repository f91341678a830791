namespace BatchGen.Runtime;

/// <summary>Records that are handled in one call, and what came of each.</summary>
/// <typeparam name="T">The payload.</typeparam>
public sealed class RecordBatch<T>
{
    /// <summary>What came of each record, in their order; null when it was handled.</summary>
    public IEnumerable<(ConsumedMessage Message, RecordFailure? Failure)> Outcomes => throw null!;
}
