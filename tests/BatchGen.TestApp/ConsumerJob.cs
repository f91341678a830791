using System.Diagnostics;
using BatchGen.Runtime;

namespace BatchGen.TestApp;

/// <summary>A job that its topic triggers. In the mode <c>dies-at:ID</c> its handler kills its process at that record.</summary>
internal sealed class ConsumerJob : IBatchJob
{
    public static JobPlan CreatePlan(IServiceProvider services) => new Plan();

    private sealed class Plan : JobPlan
    {
        private static readonly StageDescriptor Load = new(StageKind.Load, "LoadAsync")
        {
            Attempts = 1,
            Backoff = TimeSpan.FromSeconds(1),
            MaxBackoff = TimeSpan.FromSeconds(1),
            Timeout = TimeSpan.FromSeconds(30),
            Topic = "demo.other.v1",
            Group = "consumer.load",
            DeadLetterTopic = "demo.other.v1.dlq",
            MaxConcurrency = 4,
        };

        public override JobDescriptor Descriptor { get; } = new("consumer", typeof(ConsumerJob))
        {
            Fallback = new("file:///var/lib/batch/fallback", ["slack:demo"]),
            Stages = [Load],
        };

        public override IReadOnlyList<LoadPlan> Loads =>
            [new(Load, Consumers.Config(Load.Group!), worker => Consumers.LoopAsync(worker, ItemJson.Default.Item, HandleAsync))];

        private static async ValueTask HandleAsync(BatchRecord<Item> record, BatchContext batch, CancellationToken ct)
        {
            if (DemoMode.Current == $"dies-at:{record.RecordId}")
            {
                Process.GetCurrentProcess().Kill();
                await Task.Delay(Timeout.Infinite, ct);
            }

            await Console.Error.WriteLineAsync($"handled {record.RecordId}");
        }
    }
}
