using System.Text.Json.Serialization;

namespace BatchGen.Runtime;

/// <summary>What a stage did: the result file of the <c>stage</c> command, and a row of a run's summary (standard 3.1).</summary>
internal sealed record StageResult
{
    public required string Job { get; init; }

    public required Guid BatchId { get; init; }

    /// <summary>The stage's name: <c>extract</c>, <c>transform</c>, <c>publish</c>, <c>notify</c>, <c>fallback</c>.</summary>
    public required string TaskName { get; init; }

    /// <summary><c>completed</c>, <c>partial</c> (some records are in the fallback store) or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>How many attempts were made; for a stage of an outside orchestrator, which of its attempts this was.</summary>
    public int Attempts { get; init; }

    /// <summary>Records that went in; for extract, that were read from the source.</summary>
    public long RecordsRead { get; init; }

    /// <summary>Records that came out: spooled, or acknowledged by the broker.</summary>
    public long RecordsProcessed { get; init; }

    /// <summary>Records that transform left out on purpose.</summary>
    public long RecordsFiltered { get; init; }

    /// <summary>Records that took more than one attempt.</summary>
    public long RecordsRetried { get; init; }

    /// <summary>Records that failed for good and are in the fallback store.</summary>
    public long RecordsInFallback { get; init; }

    public double ElapsedSeconds { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Why it failed, in the fallback store's words (<c>permanent</c>, <c>timeout</c>, <c>exhausted</c>); null when it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureKind { get; init; }

    /// <summary>The type of the exception that it failed with, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExceptionType { get; init; }

    /// <summary>Of <c>fallback</c>: the stage that failed; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailedStage { get; init; }

    /// <summary>Of <c>fallback</c>: the job that the orchestrator is to run now to make the batch good; null when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Compensate { get; init; }

    /// <summary>Of <c>notify</c> and <c>fallback</c>: the channels that were told; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ChannelsTold { get; init; }

    /// <summary>Of <c>notify</c> and <c>fallback</c>: the channels that could not be told; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ChannelsFailed { get; init; }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StageResult))]
internal sealed partial class StageResultJson : JsonSerializerContext;
