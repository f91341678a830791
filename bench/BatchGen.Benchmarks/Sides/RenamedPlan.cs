using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.Benchmarks.Sides;

/// <summary>A generated plan on another topic, in a group of its own and with another concurrency: one job then serves all scenarios.</summary>
internal sealed class RenamedPlan(JobPlan plan, string topic, string group, int maxConcurrency, Gate? gate) : JobPlan
{
    public string Group => group;

    public override JobDescriptor Descriptor => plan.Descriptor;

    public override IReadOnlyList<LoadPlan> Loads => [.. plan.Loads.Select(Rename)];

    public override ProducerConfig? PublishConfig() => plan.PublishConfig();

    private LoadPlan Rename(LoadPlan load)
    {
        ConsumerConfig config = new(new Dictionary<string, string>(load.Config)) { GroupId = group };
        foreach ((string key, string value) in gate?.Settings ?? [])
        {
            config.Set(key, value);
        }

        return load with { Config = config, Stage = load.Stage with { Topic = topic, Group = group, MaxConcurrency = maxConcurrency } };
    }
}
