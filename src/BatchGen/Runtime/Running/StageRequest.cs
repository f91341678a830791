namespace BatchGen.Runtime;

/// <summary>What an outside orchestrator asks for.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Folder">The batch's folder.</param>
internal sealed record StageRequest(Guid BatchId, string Folder)
{
    /// <summary>Which of its attempts this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>What the run makes good; null for an ordinary run.</summary>
    public CompensatedBatch? Compensates { get; init; }
}
