using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The Kafka configurations, in full: nothing that the standard rules is left to a default.</summary>
internal static class KafkaConfigEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission)
    {
        foreach (StageSpec publish in emission.Job.StagesOf(StageKind.Publish))
        {
            EmitProducer(writer.Blank(), emission.Names, publish);
        }

        List<StageSpec> loads = [.. emission.Job.StagesOf(StageKind.Load)];
        if (loads.Count > 0)
        {
            EmitConsumer(writer.Blank(), emission, loads);
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

    private static void EmitConsumer(SourceWriter writer, JobEmission emission, List<StageSpec> loads)
    {
        Names names = emission.Names;
        bool isShared = loads.Count > 1;
        string origin = isShared ? "each <c>[Load]</c>" : $"<c>[Load({Literals.Xml(Literals.Quote(loads[0].Topic!))})]</c>";
        writer
            .Summary($"The consumer of {origin}: commits are by hand, after processing (standard 4.4).")
            .Open($"private static {names["ConsumerConfig"]} LoadConfig({(isShared ? "string groupId" : "")}) => new()");
        if (isShared)
        {
            writer.Lines("GroupId = groupId,");
        }
        else
        {
            writer.Literal("GroupId = ", emission.Job.GroupOf(loads[0]), ",");
        }

        writer
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
