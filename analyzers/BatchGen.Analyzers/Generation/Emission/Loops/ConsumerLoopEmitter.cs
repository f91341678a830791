using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission.Loops;

/// <summary>The consumer loop of a handler of one record: it reads from top to bottom as the guarantee itself.</summary>
internal static class ConsumerLoopEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission, StageSpec load)
    {
        Names names = emission.Names;
        string payload = names[load.Payload!.Type];
        string json = emission.Members.Json(load.Payload.Type);
        LoopText.Summary(writer, emission, load);
        writer.Open($"private async {names["Task"]} {emission.Members.Loop(load)}({names["LoadWorker"]} worker)");
        LoopText.Handler(writer, emission, load, "record", Call.Of(load, emission, load.Method.LoadForm == LoadForm.Payload ? "record.Payload" : "record"));
        writer
            .Blank()
            .Open($"while (worker.TryTake(out {names["ConsumedMessage"]}? message))")
            .Comment("Open the envelope. What cannot be read has failed for good: no attempt would help.");

        string open = $"worker.TryOpen(message, {json}, out {names["BatchRecord`1"]}<{payload}>? record, out {names["RecordFailure"]}? failure)";
        if (load.Method.Transaction is not null)
        {
            writer
                .Open($"if ({open})")
                .Comment("Skip it when it was handled before, for this batch. Otherwise run the handler:")
                .Comment($"{LoopText.Attempts(load)}.")
                .Comment("What it writes and the mark that the record is handled are one transaction, a new one for each attempt.")
                .Lines("failure = await worker.HandleInTransactionAsync(message, record, handler);")
                .Close();
        }
        else if (load.Deduplicate)
        {
            writer
                .Open($"if ({open})")
                .Comment("Claim it: a record that was handled before, for this batch, is skipped.")
                .Open("if (await worker.TryClaimAsync(message, record))");
            EmitHandle(writer, load);
            writer
                .Blank()
                .Comment("Mark it as handled before its offset is committed, so that a redelivery is skipped.")
                .Open("if (failure is null)")
                .Lines("await worker.MarkDoneAsync(message, record);")
                .Close()
                .Close()
                .Close();
        }
        else
        {
            writer.Open($"if ({open})");
            EmitHandle(writer, load);
            writer.Close();
        }

        writer.Blank();
        LoopText.FailureAndCommit(writer, load);
        writer
            .Close()
            .Close();
    }

    private static void EmitHandle(SourceWriter writer, StageSpec load) => writer
        .Comment($"Run the handler: {LoopText.Attempts(load)}.")
        .Lines("failure = await worker.HandleAsync(message, record, handler);");
}
