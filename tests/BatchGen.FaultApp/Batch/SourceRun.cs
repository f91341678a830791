using System.Runtime.CompilerServices;
using System.Text.Json;
using BatchGen.FaultApp.Handling;

namespace BatchGen.FaultApp.Batch;

/// <summary>A job with all four stages, whose source is a file.</summary>
[BatchJob("source-run", Trigger = "manual: batchgen run source-run", Concurrency = 1, Owner = "faults", Escalation = "faults",
    Idempotency = "A rerun of a batch publishes the same ids.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:faults"])]
public sealed partial class SourceRun(FaultSettings settings, Handler handler, CallCounts counts)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
    private async IAsyncEnumerable<FaultRecord> FetchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (string line in File.ReadLinesAsync(FaultSettings.SourceOf(settings.Folder), ct))
        {
            FaultRecord record = JsonSerializer.Deserialize(line, FaultJson.Default.FaultRecord)!;
            KillIf(Instructions.KillInExtract, record);
            yield return record;
        }
    }

    [Transform(Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60)]
    private FaultRecord Check(FaultRecord source)
    {
        KillIf(Instructions.KillInTransform, source);
        return source;
    }

    [Publish("faults.run.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(FaultRecord record, CancellationToken ct);

    [Load("faults.run.v1", Group = "source-run.load", Attempts = 3, BackoffSeconds = 1, MaxBackoffSeconds = 4, TimeoutSeconds = 30,
        MaxConcurrency = 8)]
    private Task LoadAsync(BatchRecord<FaultRecord> record, CancellationToken ct) => handler.HandleAsync(record, ct);

    private void KillIf(string instruction, FaultRecord record)
    {
        if (record.Do == instruction && counts.Next($"{instruction}-{record.Id}") <= record.Times)
        {
            SelfKill.Now();
        }
    }
}
