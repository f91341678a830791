using System.Collections.Concurrent;
using BatchGen.Benchmarks.Measuring;
using BatchGen.Benchmarks.Sides;

namespace BatchGen.Benchmarks.Scenarios;

/// <summary>A handler that waits 5 ms, as one does that calls a service: what counts is how many records are handled side by side.</summary>
internal static class Waiting
{
    private const string Topic = "bench.waiting.v1";
    private const string SerialTopic = "bench.waiting-serial.v1";
    private const int Keys = 1_000;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(5);

    public static async Task<IReadOnlyList<Series>> RunAsync(Scale scale)
    {
        int records = scale.Of(40_000);
        int serial = scale.Of(800);
        await using Broker broker = await Broker.StartAsync();
        broker.Fill(Topic, partitions: 4, Item.Series(records, Keys));
        broker.Fill(SerialTopic, partitions: 4, Item.Series(serial, Keys));
        HandWrittenSide handWritten = new();
        return await Comparison.RunAsync(
            "handler waiting 5 ms, 1,000 keys, 4 partitions",
            scale with { WarmUp = int.Min(scale.WarmUp, 1) },
            [
                .. new IConsumerSide[] { handWritten, new EngineSide("item-load", maxConcurrency: 1) }
                    .Select<IConsumerSide, (string, Func<Task<Sample>>)>(side => (side.Name, () => RunOnceAsync(broker, SerialTopic, serial, side))),
                .. new IConsumerSide[] { new EngineSide("item-load", maxConcurrency: 64) }
                    .Select<IConsumerSide, (string, Func<Task<Sample>>)>(side => (side.Name, () => RunOnceAsync(broker, Topic, records, side))),
            ]);
    }

    private static Task<Sample> RunOnceAsync(Broker broker, string topic, int records, IConsumerSide side)
    {
        CountedRun run = new(records);
        KeyOrder order = new();
        return side.RunAsync(broker, topic, run, HandleAsync);

        async Task HandleAsync(Item item, CancellationToken cancellationToken)
        {
            order.Enter(item);
            await Task.Delay(Wait, cancellationToken);
            order.Leave(item);
            await run.CountAsync();
        }
    }

    /// <summary>Checks that the records of a key come in their order and never two at once.</summary>
    private sealed class KeyOrder
    {
        private readonly ConcurrentDictionary<string, int> _next = new();

        public void Enter(Item item)
        {
            if (!_next.TryUpdate(item.Key, ~item.Number, item.Number) && !(item.Number == 0 && _next.TryAdd(item.Key, ~0)))
            {
                throw new PermanentFailureException($"Record {item.Number} of {item.Key} is out of order.");
            }
        }

        public void Leave(Item item) => _next[item.Key] = item.Number + 1;
    }
}
