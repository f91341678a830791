using System.Diagnostics.CodeAnalysis;
using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.FaultApp.Tuning;

/// <summary>
/// A job as the generator wrote it, whose durations and names come from <see cref="FaultSettings"/>: a suite of thousands of schedules
/// cannot wait for backoffs of the standard's length, and schedules that share a cluster must not share topics and groups. Its loop,
/// its policy and the order of its steps are the generated ones.
/// </summary>
internal sealed class Tuned<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TJob> : IBatchJob
    where TJob : class, IBatchJob
{
    public static JobPlan CreatePlan(IServiceProvider services) =>
        new TunedPlan(TJob.CreatePlan(services), services.GetRequiredService<FaultSettings>());
}

internal static class TunedJobServices
{
    public static IServiceCollection AddTunedJob<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TJob>(
        this IServiceCollection services)
        where TJob : class, IBatchJob =>
        services.AddSingleton<TJob>().AddBatchJob<Tuned<TJob>>();
}

internal sealed class TunedPlan(JobPlan generated, FaultSettings settings) : JobPlan
{
    public override JobDescriptor Descriptor { get; } = generated.Descriptor with { Stages = [.. generated.Descriptor.Stages.Select(stage => Tune(stage, settings))] };

    public override IReadOnlyList<LoadPlan> Loads { get; } =
        [.. generated.Loads.Select(load => new LoadPlan(Tune(load.Stage, settings), new ConsumerConfig(load.Config) { GroupId = load.Config.GroupId + settings.Suffix }, load.Loop))];

    public override ProducerConfig? PublishConfig() => generated.PublishConfig();

    public override Task ExtractAsync(StageRun run) => generated.ExtractAsync(run);

    public override Task TransformAsync(StageRun run) => generated.TransformAsync(run);

    public override Task PublishAsync(StageRun run) => generated.PublishAsync(run);

    private static StageDescriptor Tune(StageDescriptor stage, FaultSettings settings) =>
        stage.Kind != StageKind.Load
            ? stage
            : stage with
            {
                Backoff = settings.Backoff,
                MaxBackoff = settings.Backoff * 4,
                Timeout = settings.Timeout,
                Topic = stage.Topic + settings.Suffix,
                Group = stage.Group + settings.Suffix,
                DeadLetterTopic = stage.DeadLetterTopic + settings.Suffix,
            };
}
