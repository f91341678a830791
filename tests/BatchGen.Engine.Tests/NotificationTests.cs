using System.Diagnostics;
using BatchGen.Notifications;
using BatchGen.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace BatchGen.Engine.Tests;

/// <summary>Notifications are never in the way (fault 16), and say when what stood goes on.</summary>
public sealed class NotificationTests : EngineTest
{
    [Fact]
    public async Task A_channel_that_blocks_for_ever_does_not_hold_up_a_single_record()
    {
        BlockingChannel channel = new();
        using Alerts alerts = new(new ChannelSettings { Grouping = new GroupingSettings { Window = TimeSpan.Zero } }, [channel], TimeProvider.System, NullLogger<Alerts>.Instance);
        Engine engine = NewEngine(engine =>
        {
            engine.Notify = ["block:one"];
            engine.RealAlerts = alerts;
            engine.Handler = (record, _, _) => record.Payload.Number % 2 == 0 ? throw new PermanentFailureException("poison") : default;
        });
        await PublishAsync(Works(400));
        await engine.StartAsync();
        await Wait.UntilAsync(() => channel.Entered.IsSet);
        await Wait.UntilAsync(() => engine.Statistics is { DeadLettered: 200, Processed: 200 });
        await CommittedToTheEndAsync();

        long started = Stopwatch.GetTimestamp();
        await engine.StopAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(8));
        channel.Leave.Set();
    }

    [Fact]
    public async Task That_a_partition_goes_on_is_said_when_it_does()
    {
        Engine engine = NewEngine(engine =>
        {
            engine.Handler = (_, _, _) => throw new InvalidOperationException("poison");
            engine.BackoffScale = 0.01;
            engine.Fallback.IsAway = true;
        });
        await PublishAsync([new Work("bad", 1)], partition: 0);
        Kafka.Faults.FailRequests(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, count: 10_000);
        await engine.StartAsync();
        await Wait.UntilAsync(() => !engine.Alerts.Raised.IsEmpty);
        Assert.Empty(engine.Alerts.Released);
        engine.Fallback.IsAway = false;
        await Wait.UntilAsync(() => !engine.Alerts.Released.IsEmpty);
        Assert.Equal((Topic, true), Assert.Single(engine.Alerts.Released));
    }

    [Fact]
    public async Task A_partition_that_leaves_while_it_stands_is_not_said_to_go_on()
    {
        Engine engine = NewEngine(engine =>
        {
            engine.Handler = (_, _, _) => throw new InvalidOperationException("poison");
            engine.Fallback.IsAway = true;
        });
        await PublishAsync([new Work("bad", 1)], partition: 0);
        Kafka.Faults.FailRequests(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, count: 10_000);
        await engine.StartAsync();
        await Wait.UntilAsync(() => !engine.Alerts.Raised.IsEmpty);
        await engine.StopAsync();
        Assert.Equal((Topic, false), Assert.Single(engine.Alerts.Released));
    }

    private sealed class BlockingChannel : IAlertChannel, IAlertChannelFactory
    {
        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim Leave { get; } = new();

        public string Scheme => "block";

        public IAlertChannel Open(string name) => this;

        public Task SendAsync(AlertNotification notification, CancellationToken cancellationToken)
        {
            Entered.Set();
            Leave.Wait(CancellationToken.None);
            return Task.CompletedTask;
        }
    }
}
