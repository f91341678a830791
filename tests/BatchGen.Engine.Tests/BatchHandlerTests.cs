using System.Collections.Concurrent;
using BatchGen.Runtime;
using BatchGen.Testing;

namespace BatchGen.Engine.Tests;

public sealed class BatchHandlerTests : EngineTest
{
    private readonly ConcurrentQueue<(int[] Numbers, int Partition, int Attempt)> _calls = new();

    [Fact]
    public async Task A_handler_of_many_gets_up_to_so_many_records_of_one_partition_in_their_order()
    {
        await PublishAsync(Works(205), partition: 1);
        await PublishAsync(Works(30, from: 1_000), partition: 2);
        Engine engine = await StartBatchesAsync(size: 50, waitMs: 20, _ => default);
        await Wait.UntilAsync(() => engine.Statistics.Processed == 235);
        await CommittedToTheEndAsync();
        Assert.All(_calls, call => Assert.InRange(call.Numbers.Length, 1, 50));
        Assert.Contains(_calls, call => call.Numbers.Length == 50);
        Assert.Equal(Enumerable.Range(0, 205), _calls.Where(call => call.Partition == 1).SelectMany(call => call.Numbers));
        Assert.Equal(Enumerable.Range(1_000, 30), _calls.Where(call => call.Partition == 2).SelectMany(call => call.Numbers));
    }

    [Fact]
    public async Task A_batch_that_does_not_fill_is_handled_after_the_wait()
    {
        Engine engine = await StartBatchesAsync(size: 50, waitMs: 20, _ => default);
        await PublishAsync([new Work("alone", 1)]);
        await Wait.UntilAsync(() => engine.Statistics.Processed == 1);
        Assert.Equal([1], Assert.Single(_calls).Numbers);
    }

    [Fact]
    public async Task A_batch_that_fills_while_it_waits_is_handled_at_once()
    {
        Engine engine = await StartBatchesAsync(size: 3, waitMs: 600_000, _ => default);
        await PublishAsync(Works(1), partition: 0);
        await Wait.UntilAsync(() => engine.Consumer.InFlight.Records == 1);
        await PublishAsync(Works(2, from: 1), partition: 0);
        await Wait.UntilAsync(() => engine.Statistics.Processed == 3);
        Assert.Equal([0, 1, 2], Assert.Single(_calls).Numbers);
    }

    [Fact]
    public async Task Halving_isolates_the_bad_records_and_the_others_are_handled()
    {
        int[] bad = [3, 17, 18];
        await PublishAsync(Works(32), partition: 0);
        await ProduceAsync(0, "unreadable"u8.ToArray(), "nonsense"u8.ToArray());
        HashSet<int> done = [];
        Engine engine = await StartBatchesAsync(size: 33, waitMs: 500, numbers =>
        {
            if (numbers.Intersect(bad).Any())
            {
                throw new InvalidOperationException("one of them is bad");
            }

            Assert.All(numbers, number => Assert.True(done.Add(number), $"{number} was done twice"));
            return default;
        });
        IReadOnlyList<EmbeddedRecord> letters = await Kafka.Topic(DeadLetterTopic).WaitForAsync(4);
        await Wait.UntilAsync(() => engine.Statistics is { Processed: 29, DeadLettered: 4 });
        await CommittedToTheEndAsync();
        Assert.Equal(["unreadable", "w17", "w18", "w3"], letters.Select(letter => letter.KeyText).Order(StringComparer.Ordinal));
        Assert.Equal(29, done.Count);
        Assert.All(letters, letter => Assert.Equal(letter.KeyText == "unreadable" ? "0" : "2", letter.HeaderText(DeadLetterHeaders.Attempts)));
    }

    [Fact]
    public async Task A_stop_while_a_batch_fills_leaves_its_records_for_the_next()
    {
        Engine first = await StartBatchesAsync(size: 50, waitMs: 600_000, _ => default);
        await PublishAsync(Works(3), partition: 0);
        await Wait.UntilAsync(() => first.Consumer.InFlight.Records == 3);
        await first.StopAsync();
        Assert.Equal((0, (0, 0L)), (first.Statistics.Done, first.Consumer.InFlight));
        Engine second = await StartBatchesAsync(size: 3, waitMs: 20, _ => default);
        await Wait.UntilAsync(() => second.Statistics.Processed == 3);
        Assert.Empty(first.Fallback.Kept);
    }

    [Fact]
    public async Task A_handler_of_many_publishes_further_records()
    {
        await PublishAsync(Works(10), partition: 0);
        await StartBatchesAsync(size: 10, waitMs: 50, async numbers =>
        {
            foreach (int number in numbers)
            {
                await PublishScope.Current.SendAsync("work.next.v1", $"n{number}", $"n{number}", new Work("n", number), WorkJson.Default.Work, default);
            }
        });
        Assert.Equal(10, (await Kafka.Topic("work.next.v1").WaitForAsync(10)).Select(record => record.KeyText).Distinct().Count());
    }

    private Task<Engine> StartBatchesAsync(int size, int waitMs, Func<int[], ValueTask> handle) => StartEngineAsync(engine =>
    {
        engine.Stage = engine.Stage with { BatchSize = size, BatchWait = TimeSpan.FromMilliseconds(waitMs), Attempts = 2 };
        engine.BatchHandler = async (records, _, _) =>
        {
            int[] numbers = [.. records.Select(record => record.Payload.Number)];
            _calls.Enqueue((numbers, records[0].Partition, records[0].Attempt));
            await handle(numbers);
        };
    });
}
