using System.Runtime.CompilerServices;
using BatchGen.Runtime;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.TestApp;

/// <summary>A whole job, as the generator would write it: five items or <c>DEMO_COUNT</c>, of which transform leaves out number 3.</summary>
internal sealed class DemoJob : IBatchJob
{
    public static JobPlan CreatePlan(IServiceProvider services) => new Plan(services.GetRequiredService<DemoJob>());

    private async IAsyncEnumerable<Item> ExtractAsync([EnumeratorCancellation] CancellationToken ct)
    {
        switch (DemoMode.Current)
        {
            case "extract-permanent":
                throw new PermanentFailureException("the source does not exist");
            case "extract-fails":
                throw new IOException("the source is away");
            case "hang":
                await HangAsync(ct);
                break;
        }

        for (int i = 1; i <= DemoMode.Count; i++)
        {
            yield return new Item($"items/{i}", i);
        }
    }

    private static async Task HangAsync(CancellationToken ct)
    {
        await Console.Error.WriteLineAsync("hanging");
        await Task.Delay(Timeout.Infinite, ct);
    }

    private async ValueTask<Item?> TransformAsync(Item item, CancellationToken ct)
    {
        if (item.Number == 4 && DemoMode.Current == "hang-transform")
        {
            await HangAsync(ct);
        }

        return Transform(item);
    }

    private Item? Transform(Item item) => item.Number switch
    {
        2 when DemoMode.Current == "transform-fails" => throw new InvalidOperationException("two is odd"),
        3 => null,
        _ => item,
    };

    private static async Task PublishAsync(Item item, CancellationToken ct)
    {
        if (item.Number == 4 && DemoMode.Current == "publish-fails")
        {
            throw new InvalidOperationException("four is too many");
        }

        await PublishScope.Current.SendAsync("demo.item.v1", recordId: item.Id, key: item.Id, item, ItemJson.Default.Item, ct);
        if (item.Number == 4 && DemoMode.Current == "hang-publish")
        {
            await HangAsync(ct);
        }
    }

    private sealed class Plan(DemoJob job) : JobPlan
    {
        private static readonly StageDescriptor Extract = Stage(StageKind.Extract, nameof(ExtractAsync)) with { Attempts = 3 };
        private static readonly StageDescriptor Transform = Stage(StageKind.Transform, nameof(DemoJob.Transform));
        private static readonly StageDescriptor Publish = Stage(StageKind.Publish, nameof(PublishAsync)) with { Topic = "demo.item.v1" };
        private static readonly StageDescriptor Load = Stage(StageKind.Load, nameof(LoadAsync)) with
        {
            Topic = "demo.item.v1",
            Group = "demo.load",
            DeadLetterTopic = "demo.item.v1.dlq",
            MaxConcurrency = 4,
        };

        public override JobDescriptor Descriptor { get; } = new("demo", typeof(DemoJob))
        {
            Cron = "0 2 * * *",
            Concurrency = 1,
            Fallback = new("file:///var/lib/batch/fallback", ["slack:demo"]),
            Stages = [Extract, Transform, Publish, Load],
        };

        public override IReadOnlyList<LoadPlan> Loads => [new(Load, Consumers.Config(Load.Group!), LoadAsync)];

        public override Task ExtractAsync(StageRun run) => run.ExtractAsync(Extract, (_, ct) => job.ExtractAsync(ct), ItemJson.Default.Item);

        public override Task TransformAsync(StageRun run) =>
            run.TransformAsync(Transform, ItemJson.Default.Item, (source, _, ct) => job.TransformAsync(source, ct), ItemJson.Default.Item);

        public override Task PublishAsync(StageRun run) => run.PublishAsync(
            Publish, PublishConfig(), ItemJson.Default.Item, async (item, _, ct) => await DemoJob.PublishAsync(item, ct));

        public override ProducerConfig PublishConfig() => new()
        {
            Acks = Acks.All,
            EnableIdempotence = true,
            CompressionType = Confluent.Kafka.CompressionType.Zstd,
            LingerMs = 5,
            MessageSendMaxRetries = int.MaxValue,
            MessageTimeoutMs = 10_000,
        };

        private static Task LoadAsync(LoadWorker worker) => Consumers.LoopAsync(worker, ItemJson.Default.Item, (_, _, _) => default);

        private static StageDescriptor Stage(StageKind kind, string method) => new(kind, method)
        {
            Attempts = 2,
            Backoff = TimeSpan.FromMilliseconds(10),
            MaxBackoff = TimeSpan.FromMilliseconds(20),
            Timeout = TimeSpan.FromSeconds(30),
        };
    }
}
