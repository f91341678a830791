using System.Diagnostics;
using Confluent.Kafka;

namespace BatchGen.Testing.Tests;

public class ClusterFaultTests : BrokerTest
{
    [Fact]
    public async Task A_broker_that_is_down_serves_nothing_and_is_back_with_its_records()
    {
        CreateTopicOn("one", broker: 1);
        CreateTopicOn("two", broker: 2);
        using var producer = Clients.Producer(Kafka);
        using var impatient = Clients.Producer(Kafka, configuration => configuration.MessageTimeoutMs = 500);
        await producer.ProduceAsync("one", Clients.Text("k", "before"), Cancellation);

        Faults.TakeDown(1);
        var failure = await Assert.ThrowsAsync<ProduceException<byte[]?, byte[]?>>(
            () => impatient.ProduceAsync("one", Clients.Text("k", "lost"), Cancellation));
        Assert.Equal(ErrorCode.Local_MsgTimedOut, failure.Error.Code);
        await producer.ProduceAsync("two", Clients.Text("k", "elsewhere"), Cancellation);

        Faults.BringUp(1);
        await producer.ProduceAsync("one", Clients.Text("k", "after"), Cancellation);
        Assert.Equal(["before", "after"], (await Kafka.Topic("one").ReadAsync(Cancellation)).Select(r => r.ValueText));
    }

    [Fact]
    public async Task A_consumer_goes_on_after_all_brokers_were_down()
    {
        Kafka.CreateTopic("t", partitions: 2);
        using var producer = Clients.Producer(Kafka);
        using var consumer = Clients.Consumer(Kafka, "g");
        consumer.Subscribe("t");
        await producer.ProduceAsync("t", Clients.Text("k", "before"), Cancellation);
        Assert.Equal("before", Clients.Take(consumer, 1)[0].Message.Value);

        Faults.TakeDown();
        var sending = producer.ProduceAsync("t", Clients.Text("k", "during"), Cancellation);
        Assert.Null(consumer.Consume(TimeSpan.FromMilliseconds(300)));
        Assert.False(sending.IsCompleted);
        Faults.BringUp();

        Assert.Equal("during", Clients.Take(consumer, 1)[0].Message.Value);
        await sending;
    }

    [Fact]
    public async Task Latency_delays_every_response_of_the_broker_until_it_is_taken_away()
    {
        var latency = TimeSpan.FromSeconds(1);
        CreateTopicOn("slow", broker: 1);
        CreateTopicOn("fast", broker: 2);
        using var producer = Clients.Producer(Kafka);
        await ProduceTimeAsync(producer, "slow");
        await ProduceTimeAsync(producer, "fast");

        Faults.SetLatency(latency, broker: 1);
        Assert.True(await ProduceTimeAsync(producer, "slow") >= latency);
        Assert.True(await ProduceTimeAsync(producer, "fast") < latency);

        Faults.SetLatency(TimeSpan.Zero, broker: 1);
        Assert.True(await ProduceTimeAsync(producer, "slow") < latency);
    }

    [Fact]
    public async Task A_delayed_response_comes_late_but_comes()
    {
        var delay = TimeSpan.FromSeconds(1);
        CreateTopicOn("t", broker: 3);
        using var producer = Clients.Producer(Kafka);
        Faults.DelayResponses(KafkaApi.Produce, broker: 3, delay);

        Assert.True(await ProduceTimeAsync(producer, "t") >= delay);
        Assert.True(await ProduceTimeAsync(producer, "t") < delay);
        Assert.Equal(2, Kafka.Topic("t").Count);
    }

    [Fact]
    public async Task A_moved_leader_is_named_by_the_metadata_and_takes_over()
    {
        CreateTopicOn("t", broker: 1);
        using var producer = Clients.Producer(Kafka);
        await producer.ProduceAsync("t", Clients.Text("k", "1"), Cancellation);

        Faults.MoveLeader("t", 0, broker: 2);
        Faults.TakeDown(1);

        await producer.ProduceAsync("t", Clients.Text("k", "2"), Cancellation);
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        Assert.Equal(2, admin.GetMetadata("t", TimeSpan.FromSeconds(10)).Topics[0].Partitions[0].Leader);
        Assert.Equal(2, Kafka.Topic("t").Count);
    }

    [Fact]
    public async Task A_moved_coordinator_takes_the_commits_of_its_group()
    {
        CreateTopicOn("t", broker: 1);
        Faults.MoveCoordinator("g", broker: 2);
        using var producer = Clients.Producer(Kafka);
        await producer.ProduceAsync("t", Clients.Text("k", "v"), Cancellation);
        using var consumer = Clients.Consumer(Kafka, "g");
        consumer.Subscribe("t");
        var record = Assert.Single(Clients.Take(consumer, 1));

        // Broker 2 is gone, so a commit can only succeed at the new coordinator.
        Faults.TakeDown(2);
        Faults.MoveCoordinator("g", broker: 3);
        CommitWithRetries(consumer, record);

        var position = consumer.Committed([record.TopicPartition], TimeSpan.FromSeconds(10))[0];
        Assert.Equal(1, position.Offset.Value);
    }

    [Fact]
    public void A_broker_that_does_not_exist_is_refused()
    {
        Assert.Throws<KafkaException>(() => Faults.TakeDown(4));
        Assert.Throws<KafkaException>(() => Faults.SetLatency(TimeSpan.FromSeconds(1), broker: 4));
        Assert.Throws<KafkaException>(() => Faults.LoseResponses(KafkaApi.Fetch, broker: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faults.MoveCoordinator("g", broker: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faults.MoveLeader("t", 0, broker: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faults.FailRequests(KafkaApi.Produce, ErrorCode.Local_Transport));
    }

    private static void CommitWithRetries(IConsumer<string?, string?> consumer, ConsumeResult<string?, string?> record)
    {
        for (var clock = Stopwatch.StartNew(); ;)
        {
            try
            {
                consumer.Commit(record);
                return;
            }
            catch (KafkaException) when (clock.Elapsed < TimeSpan.FromSeconds(15))
            {
                consumer.Consume(TimeSpan.FromMilliseconds(20));
            }
        }
    }

    private static async Task<TimeSpan> ProduceTimeAsync(IProducer<byte[]?, byte[]?> producer, string topic)
    {
        var clock = Stopwatch.StartNew();
        await producer.ProduceAsync(topic, Clients.Text("k", "v"), Cancellation);
        return clock.Elapsed;
    }
}
