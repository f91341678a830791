using BatchGen.Runtime;

namespace BatchGen.Testing;

/// <summary>What a run of a job's extract, transform and publish stages did.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Stages">Each stage that was started, in order.</param>
/// <param name="Failure">Why the run ended early, or null.</param>
public sealed record BatchTestRun(Guid BatchId, IReadOnlyList<BatchTestStage> Stages, Exception? Failure)
{
    /// <summary>Whether every record came through: no stage failed, and no record is in the fallback store.</summary>
    public bool IsComplete => Failure is null && Stages.All(static stage => stage.Outcome == "completed");

    internal static BatchTestRun Of(Guid batchId, RunOutcome outcome) =>
        new(batchId, [.. outcome.Stages.Select(BatchTestStage.Of)], outcome.Failure);
}

/// <summary>What one stage of a run did.</summary>
/// <param name="Name"><c>extract</c>, <c>transform</c> or <c>publish</c>.</param>
/// <param name="Outcome"><c>completed</c>, <c>partial</c> (some records are in the fallback store) or <c>failed</c>.</param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="RecordsProcessed">Records that came out.</param>
/// <param name="RecordsFiltered">Records that transform left out on purpose.</param>
/// <param name="RecordsInFallback">Records that failed for good and are in the fallback store.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record BatchTestStage(
    string Name, string Outcome, int Attempts, long RecordsProcessed, long RecordsFiltered, long RecordsInFallback, string? Error)
{
    internal static BatchTestStage Of(StageResult result) => new(
        result.TaskName,
        result.Outcome,
        result.Attempts,
        result.RecordsProcessed,
        result.RecordsFiltered,
        result.RecordsInFallback,
        result.Error);
}
