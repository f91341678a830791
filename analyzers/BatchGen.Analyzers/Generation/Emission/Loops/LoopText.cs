using System.Globalization;
using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission.Loops;

/// <summary>What both consumer loops say and do alike.</summary>
internal static class LoopText
{
    public static void Summary(SourceWriter writer, JobEmission emission, StageSpec load)
    {
        string order = (load.Ordering ?? OrderingSpec.Key) switch
        {
            OrderingSpec.Key => "records of one key come one after the other",
            OrderingSpec.Partition => "records of one partition come one after the other",
            _ => "records come in any order",
        };
        string topic = Literals.Xml(load.Topic!);
        string job = Literals.Xml(emission.Job.Name!);
        int most = load.MaxConcurrency ?? 1;
        string loops = most <= 1 ? "one of these loops" : $"up to {most.ToString(CultureInfo.InvariantCulture)} of these loops";
        writer.Summary(
            $"The consumer loop of <c>{topic}</c>. The engine polls on a thread of its own and runs {loops};\n"
            + $"{order}. Measured as <c>batchgen.consumer.*</c> with <c>job={job}</c>.");
    }

    /// <summary>The retry policy as a sentence.</summary>
    public static string Attempts(StageSpec load)
    {
        string timeout = Literals.Count(load.TimeoutSeconds!.Value, "second");
        int attempts = load.Attempts!.Value;
        if (attempts == 1)
        {
            return $"1 attempt, for at most {timeout}";
        }

        int first = load.BackoffSeconds!.Value;
        int last = load.EffectiveMaxBackoffSeconds;
        string apart = first == last
            ? Literals.Count(first, "second")
            : $"{first.ToString(CultureInfo.InvariantCulture)} to {Literals.Count(last, "second")}";
        return $"{Literals.Count(attempts, "attempt")}, {apart} apart, each for at most {timeout}";
    }

    /// <summary>Writes what becomes of a record that failed, and the completion of every record.</summary>
    public static void FailureAndCommit(SourceWriter writer, StageSpec load)
    {
        EmitFailure(writer, load);
        if (load.Transactional)
        {
            writer
                .Comment("Done: only now, and only behind all earlier records of the partition, may the offset be committed,")
                .Comment("in one transaction with what the handler has published.");
        }
        else
        {
            writer.Comment("Done: only now, and only behind all earlier records of the partition, may the offset be committed.");
        }

        writer.Lines("worker.Complete(message);");
    }

    private static void EmitFailure(SourceWriter writer, StageSpec load) => writer
        .Comment(
            $"Dead-letter it to {Literals.Comment(load.EffectiveDeadLetterTopic)}, else put it into the fallback store, "
            + "else stop the partition and try again.")
        .Open(
            """
            while (failure is not null
                && !await worker.DeadLetterAsync(message, failure)
                && !await worker.FallBackAsync(message, failure))
            """)
        .Lines("await worker.HoldPartitionAsync(message, failure);")
        .Close()
        .Blank();

    /// <summary>Writes the handler as a local of the delegate that the worker takes.</summary>
    public static void Handler(SourceWriter writer, JobEmission emission, StageSpec load, string record, string call)
    {
        bool isTransactional = load.Method.Transaction is not null;
        bool isVoid = load.Method.ReturnsVoid;
        string many = load.Method.LoadForm == LoadForm.Batch ? "Batch" : "";
        string name = $"{(isTransactional ? "Transactional" : "")}Record{many}Handler`1";
        string type = $"{emission.Names[name]}<{emission.Names[load.Payload!.Type]}>";
        string argument = isTransactional ? $"{record}, transaction" : record;
        if (!isVoid)
        {
            string head = $"{type} handler = async ({argument}, batch, ct) =>";
            string body = $"await {call};";
            if (!isTransactional || head.Length + 1 + body.Length <= writer.Width)
            {
                writer.Lines($"{head} {body}");
            }
            else
            {
                writer.Lines(head).Indented(lines => lines.Lines(body));
            }

            return;
        }

        writer
            .Open($"{type} handler = ({argument}, batch, ct) =>")
            .Lines(
                $"""
                {call};
                return default;
                """)
            .Close(";");
    }
}
