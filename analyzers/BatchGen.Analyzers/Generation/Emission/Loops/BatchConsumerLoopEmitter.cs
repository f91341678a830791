using System.Globalization;
using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission.Loops;

/// <summary>The consumer loop of a handler of many records.</summary>
internal static class BatchConsumerLoopEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission, StageSpec load)
    {
        Names names = emission.Names;
        string payload = names[load.Payload!.Type];
        string size = Literals.Count(load.BatchSize ?? 100, "record");
        string wait = (load.BatchWaitMs ?? 50).ToString(CultureInfo.InvariantCulture);
        LoopText.Summary(writer, emission, load);
        writer.Open($"private async {names["Task"]} {emission.Members.Loop(load)}({names["LoadWorker"]} worker)");
        LoopText.Handler(writer, emission, load, "records", Call.Of(load, emission, "records"));
        writer
            .Blank()
            .Comment($"Take up to {size}, waiting at most {wait} ms for them.")
            .Open("while (await worker.TakeBatchAsync() is { } messages)")
            .Comment("Open the envelopes. What cannot be read has failed for good and is kept from the handler.")
            .Lines($"{names["RecordBatch`1"]}<{payload}> batch = worker.OpenBatch(messages, {emission.Members.Json(load.Payload.Type)});")
            .Blank();
        if (load.Method.Transaction is not null)
        {
            writer
                .Comment("Skip those that were handled before, for this batch. Run the handler on all others:")
                .Comment($"{LoopText.Attempts(load)};")
                .Comment("after that on each half, and so on, until a bad record is alone and fails by itself.")
                .Comment("What it writes and the marks that the records are handled are one transaction, a new one for each attempt.")
                .Lines("await worker.HandleBatchInTransactionAsync(batch, handler);")
                .Blank();
        }
        else
        {
            EmitHandle(writer, load);
        }

        writer.Open($"foreach (({names["ConsumedMessage"]} message, {names["RecordFailure"]}? failure) in batch.Outcomes)");
        LoopText.FailureAndCommit(writer, load);
        writer
            .Close()
            .Close()
            .Close();
    }

    private static void EmitHandle(SourceWriter writer, StageSpec load)
    {
        if (load.Deduplicate)
        {
            writer
                .Comment("Claim them: records of this batch that were handled before are skipped.")
                .Lines("await worker.ClaimBatchAsync(batch);")
                .Blank();
        }

        writer
            .Comment($"Run the handler on all of them: {LoopText.Attempts(load)};")
            .Comment("after that on each half, and so on, until a bad record is alone and fails by itself.")
            .Lines("await worker.HandleBatchAsync(batch, handler);")
            .Blank();
        if (load.Deduplicate)
        {
            writer
                .Comment("Mark those that were handled before their offsets are committed, so that a redelivery is skipped.")
                .Lines("await worker.MarkBatchDoneAsync(batch);")
                .Blank();
        }
    }
}
