using System.Text;
using System.Text.Json;
using BatchGen.Benchmarks.Measuring;
using BatchGen.Benchmarks.Sides;
using BatchGen.Hosting;
using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.Benchmarks.Scenarios;

/// <summary>
/// Publishing with the policy of the generated job, against a pipelined <c>Produce</c> loop with a delivery handler: from memory, and as
/// the publish stage of a run, which reads its records from the file that transform left.
/// </summary>
internal static class Publish
{
    private const string Topic = "bench.item.v1";
    private const string HandWrittenTopic = "bench.hand-written.v1";
    private const int Partitions = 8;
    private const int MaxUnacknowledged = 10_000;

    public static Task<IReadOnlyList<Series>> SendAsync(Scale scale)
    {
        IReadOnlyList<Item> items = [.. Item.Series(scale.Of(200_000), keys: 1_000)];
        return Comparison.RunAsync(
            "publish, from memory",
            scale with { WarmUp = int.Min(scale.WarmUp, 2) },
            [
                ("hand-written Produce loop", () => OnBrokerAsync((broker, plan, _) => ProduceAsync(broker, plan, items.ToAsyncEnumerable(), items.Count))),
                ("BatchGen, PublishScope.SendAsync", () => OnBrokerAsync((_, plan, services) => SendAllAsync(services, plan, items))),
            ]);
    }

    public static async Task<IReadOnlyList<Series>> StageAsync(Scale scale)
    {
        IReadOnlyList<Item> items = [.. Item.Series(scale.Of(200_000), keys: 1_000)];
        string folder = Directory.CreateTempSubdirectory("batchgen-benchmarks").FullName;
        try
        {
            await OnBrokerAsync(async (_, plan, services) =>
            {
                services.GetRequiredService<ItemHandler>().Source = items;
                JobRunner runner = services.GetRequiredService<JobRunner>();
                await runner.RunStageAsync(plan, StageKind.Extract, new StageRequest(Broker.BatchId, folder), CancellationToken.None);
                await runner.RunStageAsync(plan, StageKind.Transform, new StageRequest(Broker.BatchId, folder), CancellationToken.None);
                return default;
            });
            string file = new BatchFolder(folder).Transformed;
            return await Comparison.RunAsync(
                "publish, from the file of the stage before",
                scale with { WarmUp = int.Min(scale.WarmUp, 2) },
                [
                    ("hand-written Produce loop", () => OnBrokerAsync((broker, plan, _) => ProduceAsync(broker, plan, ReadAsync(file), items.Count))),
                    ("BatchGen, publish stage", () => OnBrokerAsync((_, plan, services) => RunStageAsync(services, plan, folder, items.Count))),
                ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A new broker for each run, so that no partition fills up; started and stopped outside the clocks.</summary>
    private static async Task<Sample> OnBrokerAsync(Func<Broker, JobPlan, ServiceProvider, Task<Sample>> run)
    {
        await using Broker broker = await Broker.StartAsync();
        broker.Kafka.CreateTopic(Topic, Partitions);
        broker.Kafka.CreateTopic(HandWrittenTopic, Partitions);
        await using ServiceProvider services = EngineSide.Services(broker);
        Sample sample = await run(broker, services.GetRequiredService<JobCatalog>().Find("item-ingest"), services);
        broker.ThrowIfDropped();
        long written = broker.Kafka.Retention.Sum(partition => partition.NextOffset);
        return written == sample.Records ? sample : throw new InvalidOperationException($"{written} records were written, not {sample.Records}.");
    }

    private static async Task<Sample> SendAllAsync(IServiceProvider services, JobPlan plan, IReadOnlyList<Item> items)
    {
        PublishTarget target = new(services.GetRequiredService<KafkaProducers>().For(plan.PublishConfig()!), TimeProvider.System);
        PublishScope scope = target.ScopeFor(Broker.BatchId, Broker.IngestedAt, compensates: null);
        Stopwatches clocks = new();
        clocks.Start();
        Queue<Task> underWay = new(MaxUnacknowledged);
        foreach (Item item in items)
        {
            if (underWay.Count == MaxUnacknowledged)
            {
                await underWay.Dequeue();
            }

            underWay.Enqueue(scope.SendAsync(Topic, item.Id, item.Key, item, BenchmarkJson.Default.Item, CancellationToken.None));
        }

        await Task.WhenAll(underWay);
        return clocks.Stop(items.Count);
    }

    private static async Task<Sample> RunStageAsync(IServiceProvider services, JobPlan plan, string folder, int records)
    {
        Stopwatches clocks = new();
        clocks.Start();
        StageResult result = await services.GetRequiredService<JobRunner>().RunStageAsync(plan, StageKind.Publish, new StageRequest(Broker.BatchId, folder), CancellationToken.None);
        Sample sample = clocks.Stop(records);
        return result.RecordsProcessed == records ? sample : throw new InvalidOperationException($"The stage has published {result.RecordsProcessed} of {records}.");
    }

    private static async Task<Sample> ProduceAsync(Broker broker, JobPlan plan, IAsyncEnumerable<Item> items, int records)
    {
        ProducerConfig config = new(new Dictionary<string, string>(plan.PublishConfig()!));
        foreach ((string key, string value) in broker.Kafka.ClientSettings)
        {
            config.Set(key, value);
        }

        config.BootstrapServers = broker.Kafka.BootstrapServers;
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(config).Build();
        int acknowledged = 0;

        // Reports come on the client's poll thread and on the one that flushes.
        Action<DeliveryReport<byte[], byte[]>> onReport = report => Interlocked.Add(ref acknowledged, report.Error.IsError ? 0 : 1);
        Stopwatches clocks = new();
        clocks.Start();
        await foreach (Item item in items)
        {
            ItemEnvelope envelope = new(Broker.BatchId, item.Id, Broker.IngestedAt, item);
            Message<byte[], byte[]> message = new()
            {
                Key = Encoding.UTF8.GetBytes(item.Key),
                Value = JsonSerializer.SerializeToUtf8Bytes(envelope, BenchmarkJson.Default.ItemEnvelope),
            };
            while (!TryProduce(producer, message, onReport))
            {
                producer.Poll(TimeSpan.FromMilliseconds(20));
            }
        }

        producer.Flush();
        Sample sample = clocks.Stop(records);
        return acknowledged == records ? sample : throw new InvalidOperationException($"{acknowledged} of {records} records were acknowledged.");
    }

    private static bool TryProduce(IProducer<byte[], byte[]> producer, Message<byte[], byte[]> message, Action<DeliveryReport<byte[], byte[]>> onReport)
    {
        try
        {
            producer.Produce(HandWrittenTopic, message, onReport);
            return true;
        }
        catch (ProduceException<byte[], byte[]> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
    }

    private static async IAsyncEnumerable<Item> ReadAsync(string file)
    {
        using StreamReader reader = new(file);
        while (await reader.ReadLineAsync() is { } line)
        {
            yield return JsonSerializer.Deserialize(line, BenchmarkJson.Default.SpooledItem)!.Record;
        }
    }
}
