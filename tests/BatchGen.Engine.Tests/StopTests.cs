using System.Collections.Concurrent;
using System.Diagnostics;

namespace BatchGen.Engine.Tests;

public sealed class StopTests : EngineTest
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private int _started;

    [Fact]
    public async Task What_is_in_hand_finishes_and_is_committed_and_a_restart_handles_nothing_twice()
    {
        await PublishAsync(Works(500));
        Engine first = await StartEngineAsync(engine => engine.Handler = async (record, _, _) =>
        {
            Count(record);
            if (Interlocked.Increment(ref _started) > 100)
            {
                await _gate.Task;
            }
        });
        await Wait.UntilAsync(() => Volatile.Read(ref _started) == 116);
        Task stopping = first.StopAsync();

        // What waits is given back at once; what is in hand holds the stop up.
        await Wait.UntilAsync(() => first.Consumer.InFlight.Records == 16);
        Assert.False(stopping.IsCompleted);
        _gate.SetResult();
        await stopping;
        Assert.Equal(116, first.Statistics.Processed);

        Engine second = await StartEngineAsync(engine => engine.Handler = (record, _, _) =>
        {
            Count(record);
            return default;
        });
        await Wait.UntilAsync(() => second.Statistics.Processed == 500 - 116);
        await CommittedToTheEndAsync();
        Assert.Equal(500, _calls.Count);
        Assert.All(_calls, call => Assert.Equal(1, call.Value));
    }

    [Fact]
    public async Task A_backoff_does_not_delay_a_stop_and_its_record_comes_again_with_all_its_attempts()
    {
        await PublishAsync([new Work("bad", 0)]);
        Engine first = await StartEngineAsync(engine =>
        {
            engine.Stage = engine.Stage with { Backoff = TimeSpan.FromMinutes(10), MaxBackoff = TimeSpan.FromMinutes(10) };
            engine.Handler = (_, _, _) => throw new InvalidOperationException("no");
        });
        await Wait.UntilAsync(() => first.Statistics.Retried == 1);
        long started = Stopwatch.GetTimestamp();
        await first.StopAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 5);
        Assert.Equal(0, first.Statistics.Done);
        Kafka.Topic(DeadLetterTopic).ShouldBeEmpty();

        Engine second = await StartEngineAsync(engine => engine.Handler = (record, _, _) =>
            record.Attempt < 3 ? throw new InvalidOperationException("no") : default);
        await Wait.UntilAsync(() => second.Statistics.Processed == 1);
    }

    [Fact]
    public async Task An_attempt_that_fails_during_a_stop_is_not_the_last_one()
    {
        await PublishAsync(Works(2), _ => "one key");
        Engine first = await StartEngineAsync(engine => engine.Handler = async (_, _, _) =>
        {
            Interlocked.Increment(ref _started);
            await _gate.Task;
            throw new InvalidOperationException("at a bad moment");
        });
        await Wait.UntilAsync(() => Volatile.Read(ref _started) == 1 && first.Consumer.InFlight.Records == 2);
        Task stopping = first.StopAsync();
        await Wait.UntilAsync(() => first.Consumer.InFlight.Records == 1);
        _gate.SetResult();
        await stopping;
        Assert.Equal((1, 0), (_started, first.Statistics.Done));
        Kafka.Topic(DeadLetterTopic).ShouldBeEmpty();
        Engine second = await StartEngineAsync();
        await Wait.UntilAsync(() => second.Statistics.Processed == 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_does_not_end_in_the_drain_time_is_left_and_its_record_is_neither_done_nor_failed(bool honoursToken)
    {
        await PublishAsync([new Work("w", 0)]);
        Engine first = await StartEngineAsync(engine =>
        {
            engine.Options = engine.Options with { Drain = TimeSpan.FromSeconds(1) };
            engine.Stage = engine.Stage with { Attempts = 1 };
            engine.Handler = async (_, _, ct) =>
            {
                Interlocked.Increment(ref _started);
                if (honoursToken)
                {
                    // A handler that is not asynchronous, and makes a failure of its own of being cancelled.
                    ct.WaitHandle.WaitOne();
                    throw new IOException("the call was cut off");
                }

                await _gate.Task;
            };
        });
        await Wait.UntilAsync(() => Volatile.Read(ref _started) == 1);
        long started = Stopwatch.GetTimestamp();
        await first.StopAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.9, 6);
        Assert.Equal(0, first.Statistics.Done);
        Kafka.Topic(DeadLetterTopic).ShouldBeEmpty();
        _gate.SetResult();
        Engine second = await StartEngineAsync();
        await Wait.UntilAsync(() => second.Statistics.Processed == 1);
    }

    [Fact]
    public async Task A_handler_that_ignores_its_token_costs_its_slot_no_more_than_its_timeout()
    {
        Engine engine = await StartEngineAsync(engine =>
        {
            engine.Stage = engine.Stage with { Attempts = 2, Timeout = TimeSpan.FromMilliseconds(200), MaxConcurrency = 1 };
            engine.Handler = async (record, _, _) =>
            {
                if (record.Payload.Id == "hung")
                {
                    await _gate.Task;
                }
            };
        });
        await PublishAsync([new Work("hung", 0)], partition: 0);
        await PublishAsync(Works(10), partition: 0);
        await Wait.UntilAsync(() => engine.Statistics is { DeadLettered: 1, Processed: 10 });
        await engine.StopAsync();
        Assert.Equal(Ends(), Committed());
        _gate.SetResult();
    }

    [Fact]
    public async Task A_loop_that_throws_stops_the_consumer_and_nothing_counts_as_handled()
    {
        await PublishAsync([new Work("w", 0)]);
        Engine engine = await StartEngineAsync(engine => engine.Loop = worker => worker.TryTake(out _) ? throw new InvalidOperationException("the loop is broken") : Task.CompletedTask);
        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Consumer.Ended.WaitAsync(Wait.Limit));
        Assert.Equal("the loop is broken", fault.Message);
        Assert.Equal(0, Committed().Sum());
        await engine.StopAsync();
    }

    private void Count(BatchRecord<Work> record) => _calls.AddOrUpdate(record.RecordId, 1, (_, count) => count + 1);
}
