using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The Kafka configurations, in full: nothing that the standard rules is left to a default.</summary>
internal static class KafkaConfigEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission)
    {
        foreach (StageSpec stage in emission.Job.Stages)
        {
            switch (stage.Kind)
            {
                case StageKind.Publish:
                    EmitProducer(writer.Blank(), emission.Names, stage);
                    break;
                case StageKind.Load:
                    EmitConsumer(writer.Blank(), emission, stage);
                    break;
            }
        }
    }

    private static void EmitProducer(SourceWriter writer, Names names, StageSpec stage)
    {
        long timeout = Math.Min(int.MaxValue, stage.TimeoutSeconds!.Value * 1000L);
        writer
            .Summary($"The producer of <c>[Publish({Literals.Xml(Literals.Quote(stage.Topic!))})]</c>, with the five settings of standard 4.3.")
            .Open($"public override {names["ProducerConfig"]} PublishConfig() => new()")
            .Lines(
                $"""
                Acks = {names["Acks"]}.All,
                EnableIdempotence = true,
                CompressionType = {names["CompressionType"]}.{stage.CompressionType ?? CompressionSpec.Zstd},
                LingerMs = {stage.LingerMs ?? 5},
                MessageSendMaxRetries = int.MaxValue,
                MessageTimeoutMs = {Literals.Number(timeout)},
                """)
            .Close(";");
    }

    private static void EmitConsumer(SourceWriter writer, JobEmission emission, StageSpec stage)
    {
        Names names = emission.Names;
        writer
            .Summary($"The consumer of <c>[Load({Literals.Xml(Literals.Quote(stage.Topic!))})]</c>: commits are by hand, after processing (standard 4.4).")
            .Open($"private static {names["ConsumerConfig"]} {emission.Members.Config(stage)}() => new()")
            .Literal("GroupId = ", emission.Job.GroupOf(stage), ",")
            .Lines(
                $"""
                EnableAutoCommit = false,
                EnableAutoOffsetStore = false,
                AutoOffsetReset = {names["AutoOffsetReset"]}.Earliest,
                IsolationLevel = {names["IsolationLevel"]}.ReadCommitted,
                PartitionAssignmentStrategy = {names["PartitionAssignmentStrategy"]}.CooperativeSticky,
                MaxPollIntervalMs = 300_000,
                SessionTimeoutMs = 45_000,
                """)
            .Close(";");
    }
}
