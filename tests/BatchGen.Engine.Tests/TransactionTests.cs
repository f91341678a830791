using System.Collections.Concurrent;
using System.Globalization;
using BatchGen.Runtime;
using BatchGen.Testing;

namespace BatchGen.Engine.Tests;

/// <summary>
/// What a transactional load stage publishes. The embedded broker takes transactions without meaning them (nothing is hidden from readers of
/// committed records, and offsets sent with one are not committed), so these tests show what is sent and when.
/// </summary>
public sealed class TransactionTests : EngineTest
{
    private const string Next = "work.next.v1";

    private readonly ConcurrentDictionary<string, int> _calls = new();

    [Fact]
    public async Task What_handlers_publish_leaves_once_each_and_in_the_order_of_their_records()
    {
        Engine engine = await StartAsync((record, _, ct) => SendAsync(record.RecordId, ct));
        await PublishAsync(Works(200), key: work => $"key {work.Number % 5}");
        await Wait.UntilAsync(() => engine.Statistics.Processed == 200);

        IReadOnlyList<EmbeddedRecord> sent = await Kafka.Topic(Next).WaitForAsync(200, Wait.Limit);

        int[] numbers = [.. sent.Select(record => int.Parse(record.KeyText![1..], CultureInfo.InvariantCulture))];
        Assert.Equal(Enumerable.Range(0, 200), numbers.Order());
        Assert.All(Enumerable.Range(0, 5), key => Assert.Equal(numbers.Where(number => number % 5 == key).Order(), numbers.Where(number => number % 5 == key)));
    }

    [Fact]
    public async Task What_a_failed_attempt_has_published_never_leaves()
    {
        Engine engine = await StartAsync(async (record, _, ct) =>
        {
            int call = _calls.AddOrUpdate(record.RecordId, 1, (_, calls) => calls + 1);
            await SendAsync($"{record.RecordId}/{call}", ct);
            if (record.Payload.Number == 3 || call == 1)
            {
                throw new InvalidOperationException("no");
            }
        });
        await PublishAsync(Works(6));
        await Wait.UntilAsync(() => engine.Statistics.Done == 6);
        await engine.StopAsync();

        IReadOnlyList<EmbeddedRecord> sent = await Kafka.Topic(Next).ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["w0/2", "w1/2", "w2/2", "w4/2", "w5/2"], sent.Select(record => record.KeyText!).Order(StringComparer.Ordinal));
        Assert.Equal(1, engine.Statistics.DeadLettered);
    }

    [Fact]
    public async Task Nothing_leaves_before_the_earlier_records_of_its_partition_are_done()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Engine engine = await StartAsync(async (record, _, ct) =>
        {
            await SendAsync(record.RecordId, ct);
            if (record.Payload.Number == 1)
            {
                await gate.Task;
            }
        });
        await PublishAsync(Works(10), partition: 0);
        await Wait.UntilAsync(() => engine.Statistics.Processed == 9);

        IReadOnlyList<EmbeddedRecord> before = await Kafka.Topic(Next).WaitForAsync(1, Wait.Limit);
        gate.SetResult();
        IReadOnlyList<EmbeddedRecord> after = await Kafka.Topic(Next).WaitForAsync(10, Wait.Limit);

        Assert.Equal("w0", Assert.Single(before).KeyText);
        Assert.Equal(10, after.Count);
    }

    [Fact]
    public async Task A_handler_that_was_left_behind_cannot_publish_any_more()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<Exception?> late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Engine engine = await StartAsync(
            async (record, _, ct) =>
            {
                if (_calls.AddOrUpdate(record.RecordId, 1, (_, calls) => calls + 1) > 1)
                {
                    return;
                }

                await gate.Task;
                late.SetResult(await Record.ExceptionAsync(() => SendAsync("late", CancellationToken.None).AsTask()));
            },
            timeout: TimeSpan.FromMilliseconds(200));
        await PublishAsync(Works(1));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 1);
        gate.SetResult();

        Assert.IsType<InvalidOperationException>(await late.Task.WaitAsync(Wait.Limit));
        await engine.StopAsync();
        Assert.Empty(await Kafka.Topic(Next).ReadAsync(TestContext.Current.CancellationToken));
    }

    private static ValueTask SendAsync(string id, CancellationToken ct) =>
        new(PublishScope.Current.SendAsync(Next, id, id, new Work(id, 0), WorkJson.Default.Work, ct));

    private Task<Engine> StartAsync(RecordHandler<Work> handler, TimeSpan? timeout = null)
    {
        Kafka.CreateTopic(Next, partitions: 1);
        return StartEngineAsync(engine =>
        {
            engine.Stage = engine.Stage with { Transactional = true, Timeout = timeout ?? engine.Stage.Timeout };
            engine.Handler = handler;
        });
    }
}
