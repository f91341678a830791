using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The policy of each stage, as its attribute states it or the standard's defaults fill it in.</summary>
internal static class StageDescriptorEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission)
    {
        foreach (StageSpec stage in emission.Job.Stages)
        {
            Names names = emission.Names;
            string type = names["StageDescriptor"];
            writer
                .Summary(Origin(stage.Kind))
                .List(
                    $"private static readonly {type} {emission.Members.Descriptor(stage)} = new(",
                    [$"{names["StageKind"]}.{stage.Kind}", $"nameof({stage.Method.Identifier})"],
                    ")")
                .OpenBrace()
                .Lines(
                    $"""
                    Attempts = {stage.Attempts},
                    Backoff = {Literals.Seconds(names, stage.BackoffSeconds!.Value)},
                    MaxBackoff = {Literals.Seconds(names, stage.EffectiveMaxBackoffSeconds)},
                    Timeout = {Literals.Seconds(names, stage.TimeoutSeconds!.Value)},
                    """);
            if (stage.Topic is not null)
            {
                writer.Literal("Topic = ", stage.Topic, ",");
            }

            if (stage.Kind == StageKind.Load)
            {
                EmitLoad(writer, emission, stage);
            }

            writer.Close(";").Blank();
        }
    }

    private static void EmitLoad(SourceWriter writer, JobEmission emission, StageSpec load)
    {
        writer
            .Literal("Group = ", emission.Job.GroupOf(load), ",")
            .Literal("DeadLetterTopic = ", load.EffectiveDeadLetterTopic, ",")
            .Lines(
                $"""
                MaxConcurrency = {load.MaxConcurrency ?? 1},
                Ordering = {emission.Names["RecordOrdering"]}.{load.Ordering ?? OrderingSpec.Key},
                """);
        if (load.Deduplicate)
        {
            writer.Lines("Deduplicate = true,");
        }

        if (load.Transactional)
        {
            writer.Lines("Transactional = true,");
        }

        if (load.Method.Transaction is { } transaction)
        {
            writer.Lines($"Transaction = typeof({emission.Names[transaction]}),");
        }

        if (load.Method.LoadForm == LoadForm.Batch)
        {
            writer.Lines(
                $"""
                BatchSize = {load.BatchSize ?? 100},
                BatchWait = {emission.Names["TimeSpan"]}.FromMilliseconds({load.BatchWaitMs ?? 50}),
                """);
        }
    }

    private static string Origin(StageKind kind) => kind switch
    {
        StageKind.Extract => "From <c>[Extract]</c>; the standard (3.2) asks for 3 attempts or more, 1 to 5 minutes apart.",
        StageKind.Transform => "From <c>[Transform]</c>; the standard (3.2) asks for 2 attempts or more, 30 to 60 seconds apart.",
        StageKind.Publish => "From <c>[Publish]</c>; the standard (3.2) asks for 5 attempts or more, 30 seconds apart or more.",
        _ => "From <c>[Load]</c>; the standard (4.4) asks for its own group, retries with backoff and a dead-letter topic.",
    };
}
