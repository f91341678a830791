using System.Diagnostics;
using System.Text.Json;
using BatchGen.Benchmarks.Measuring;
using Confluent.Kafka;

namespace BatchGen.Benchmarks.Sides;

/// <summary>
/// The loop that one writes by hand: one record after the other, handled, its offset kept, and once a second committed, as often as the
/// engine commits. No attempts, no timeout, no dead letters, no metrics.
/// </summary>
/// <param name="gate">Holds the loop behind the first record; null to go on at once.</param>
internal sealed class HandWrittenSide(Gate? gate = null) : IConsumerSide
{
    private static readonly TimeSpan CommitInterval = TimeSpan.FromSeconds(1);

    public string Name => "hand-written loop";

    public async Task<Sample> RunAsync(Broker broker, string topic, CountedRun run, Func<Item, CancellationToken, Task> handle)
    {
        string group = $"hand-written.{Guid.NewGuid():N}";
        gate?.Arm(run);
        using CancellationTokenSource stopping = new();
        Task loop = Task.Factory.StartNew(
            () => Consume(broker, topic, group, handle, stopping.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(run.Done, loop);
        await stopping.CancelAsync();
        await loop;
        broker.ThrowIfNotCommitted(topic, group, run.Records);
        return await run.Done;
    }

    private void Consume(Broker broker, string topic, string group, Func<Item, CancellationToken, Task> handle, CancellationToken stopping)
    {
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(ConfigOf(broker, group)).Build();
        consumer.Subscribe(topic);
        Dictionary<TopicPartition, Offset> done = [];
        long lastCommit = Stopwatch.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            if (consumer.Consume(100) is { } result)
            {
                ItemEnvelope envelope = JsonSerializer.Deserialize(result.Message.Value, BenchmarkJson.Default.ItemEnvelope)!;
                Task handled = handle(envelope.Payload, stopping);
                if (!handled.IsCompletedSuccessfully)
                {
                    handled.GetAwaiter().GetResult();
                }

                done[result.TopicPartition] = result.Offset + 1;
                gate?.Pass();
            }

            if (Stopwatch.GetElapsedTime(lastCommit) >= CommitInterval)
            {
                Commit(consumer, done);
                lastCommit = Stopwatch.GetTimestamp();
            }
        }

        Commit(consumer, done);
        consumer.Close();
    }

    private static void Commit(IConsumer<byte[], byte[]> consumer, Dictionary<TopicPartition, Offset> done)
    {
        if (done.Count > 0)
        {
            consumer.Commit(done.Select(place => new TopicPartitionOffset(place.Key, place.Value)));
            done.Clear();
        }
    }

    /// <summary>The policy of the generated consumer, on the same connection.</summary>
    private ConsumerConfig ConfigOf(Broker broker, string group)
    {
        Dictionary<string, string> settings = new(broker.Kafka.ClientSettings);
        foreach ((string key, string value) in broker.Kafka.ConsumerSettings.Concat(gate?.Settings ?? []))
        {
            settings[key] = value;
        }

        return new ConsumerConfig(settings)
        {
            BootstrapServers = broker.Kafka.BootstrapServers,
            GroupId = group,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            IsolationLevel = IsolationLevel.ReadCommitted,
        };
    }
}
