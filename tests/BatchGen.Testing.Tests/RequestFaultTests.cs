using Confluent.Kafka;

namespace BatchGen.Testing.Tests;

public class RequestFaultTests : BrokerTest
{
    [Fact]
    public async Task A_failed_produce_is_told_to_the_producer_as_often_as_asked_and_appends_nothing()
    {
        using var producer = Clients.Producer(Kafka, WithoutRetries);
        Faults.FailRequests(KafkaApi.Produce, ErrorCode.InvalidRequiredAcks, count: 2);

        Assert.Equal(ErrorCode.InvalidRequiredAcks, await OutcomeAsync(producer, "t"));
        Assert.Equal(ErrorCode.InvalidRequiredAcks, await OutcomeAsync(producer, "t"));
        Assert.Equal(ErrorCode.NoError, await OutcomeAsync(producer, "t"));
        Assert.Equal(1, Kafka.Topic("t").Count);
    }

    [Fact]
    public async Task A_retriable_produce_error_is_survived_by_the_client()
    {
        using var producer = Clients.Producer(Kafka);
        Faults.FailRequests(KafkaApi.Produce, ErrorCode.NotEnoughReplicas, count: 3);

        Assert.Equal(ErrorCode.NoError, await OutcomeAsync(producer, "t"));
        Assert.Equal(1, Kafka.Topic("t").Count);
    }

    [Fact]
    public async Task Cleared_errors_do_not_happen()
    {
        using var producer = Clients.Producer(Kafka);
        Faults.FailRequests(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, count: 100);
        Faults.ClearRequestErrors(KafkaApi.Produce);

        Assert.Equal(ErrorCode.NoError, await OutcomeAsync(producer, "t"));
    }

    [Fact]
    public async Task A_failed_fetch_reaches_the_consumer_and_the_record_follows()
    {
        CreateTopicOn("t", broker: 1);
        using var producer = Clients.Producer(Kafka);
        await producer.ProduceAsync("t", Clients.Text("k", "v"), Cancellation);
        Faults.FailRequests(KafkaApi.Fetch, ErrorCode.TopicAuthorizationFailed);
        using var consumer = Clients.Consumer(Kafka, "g");
        consumer.Assign(new TopicPartitionOffset("t", 0, 0));

        var failure = Assert.Throws<ConsumeException>(() => Clients.Take(consumer, 1));

        Assert.Equal(ErrorCode.TopicAuthorizationFailed, failure.Error.Code);
        Assert.Equal("v", Clients.Take(consumer, 1)[0].Message.Value);
    }

    [Fact]
    public async Task A_failed_commit_throws_once_and_commits_nothing()
    {
        using var producer = Clients.Producer(Kafka);
        await producer.ProduceAsync(new TopicPartition("t", 0), Clients.Text("k", "v"), Cancellation);
        using var consumer = Clients.Consumer(Kafka, "g");
        consumer.Assign(new TopicPartitionOffset("t", 0, 0));
        var record = Assert.Single(Clients.Take(consumer, 1));
        Faults.FailRequests(KafkaApi.OffsetCommit, ErrorCode.GroupAuthorizationFailed);

        var failure = Assert.ThrowsAny<KafkaException>(() => consumer.Commit(record));

        Assert.Equal(ErrorCode.GroupAuthorizationFailed, failure.Error.Code);
        Assert.Equal(Offset.Unset, Committed(consumer));
        consumer.Commit(record);
        Assert.Equal(1, Committed(consumer).Value);
    }

    [Fact]
    public async Task A_connection_dropped_on_produce_appends_nothing()
    {
        using var producer = Clients.Producer(Kafka, WithoutRetries);
        Faults.DropConnections(KafkaApi.Produce);

        Assert.NotEqual(ErrorCode.NoError, await OutcomeAsync(producer, "t"));
        Kafka.Topic("t").ShouldBeEmpty();
        Assert.Equal(ErrorCode.NoError, await OutcomeAsync(producer, "t"));
    }

    [Fact]
    public async Task A_lost_response_leaves_the_record_and_tells_the_producer_it_failed()
    {
        CreateTopicOn("t", broker: 1);
        using var producer = Clients.Producer(Kafka, configuration =>
        {
            WithoutRetries(configuration);
            configuration.SocketTimeoutMs = 1_000;
        });
        Faults.LoseResponses(KafkaApi.Produce, broker: 1);

        Assert.NotEqual(ErrorCode.NoError, await OutcomeAsync(producer, "t"));
        Assert.Equal(1, Kafka.Topic("t").Count);
    }

    [Fact]
    public async Task A_lost_response_is_duplicated_by_the_retry_of_an_idempotent_producer()
    {
        // Kafka would recognise the retry; this broker checks sequence numbers of transactional producers only.
        CreateTopicOn("t", broker: 1);
        using var producer = Clients.Producer(Kafka, configuration => configuration.SocketTimeoutMs = 1_000);
        Faults.LoseResponses(KafkaApi.Produce, broker: 1);

        Assert.Equal(ErrorCode.NoError, await OutcomeAsync(producer, "t"));
        Assert.Equal(2, Kafka.Topic("t").Count);
    }

    private static Offset Committed(IConsumer<string?, string?> consumer) =>
        consumer.Committed([new TopicPartition("t", 0)], TimeSpan.FromSeconds(10))[0].Offset;

    private static void WithoutRetries(ProducerConfig configuration)
    {
        configuration.EnableIdempotence = false;
        configuration.MessageSendMaxRetries = 0;
    }

    private static async Task<ErrorCode> OutcomeAsync(IProducer<byte[]?, byte[]?> producer, string topic)
    {
        try
        {
            await producer.ProduceAsync(new TopicPartition(topic, 0), Clients.Text("k", "v"), Cancellation);
            return ErrorCode.NoError;
        }
        catch (ProduceException<byte[]?, byte[]?> failure)
        {
            return failure.Error.Code;
        }
    }
}
