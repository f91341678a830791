using Confluent.Kafka;

namespace BatchGen.Testing.Tests;

public class TopicTests : BrokerTest
{
    [Fact]
    public async Task A_topic_has_the_partitions_it_was_created_with_and_four_when_a_client_creates_it()
    {
        Kafka.CreateTopic("nine", partitions: 9, replication: 1);
        Kafka.CreateTopic("default");
        using var producer = Clients.Producer(Kafka);
        await producer.ProduceAsync("by-use", Clients.Text("k", "v"), Cancellation);

        Assert.Equal(
            (9, 4, 4), (Partitions("nine").Count, Partitions("default").Count, Partitions("by-use").Count));
        Assert.Single(Partitions("nine")[0].Replicas);
    }

    [Fact]
    public void A_topic_that_exists_is_not_created_again()
    {
        Kafka.CreateTopic("once");

        var exception = Assert.Throws<KafkaException>(() => Kafka.CreateTopic("once"));

        Assert.Equal(ErrorCode.TopicAlreadyExists, exception.Error.Code);
        Assert.Contains("create topic 'once'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_a_missing_topic_finds_nothing_and_does_not_create_it()
    {
        var topic = Kafka.Topic("missing");

        Assert.Equal(0, topic.Count);
        Assert.Empty(await topic.ReadAsync(Cancellation));
        topic.ShouldBeEmpty();

        Kafka.CreateTopic("missing", partitions: 2);
    }

    [Fact]
    public async Task ShouldBeEmpty_shows_what_is_there()
    {
        using var producer = Clients.Producer(Kafka);
        var message = Clients.Text("luke", "{\"height\":172}");
        message.Headers = [new Header("failure", "timeout"u8.ToArray()), new Header("raw", [0xff])];
        await producer.ProduceAsync(new TopicPartition("people.dlq", 1), message, Cancellation);

        var exception = Assert.Throws<EmbeddedKafkaAssertionException>(() => Kafka.Topic("people.dlq").ShouldBeEmpty());

        Assert.Equal(
            "Expected topic 'people.dlq' to be empty, but it has 1 record\n" +
            "  [1]@0 key=\"luke\" value=\"{\"height\":172}\" failure=\"timeout\" raw=0xFF",
            exception.Message);
    }

    [Fact]
    public async Task WaitFor_sees_records_and_topics_that_come_later()
    {
        var waiting = Kafka.Topic("later").WaitForAsync(2, ct: Cancellation);
        using var producer = Clients.Producer(Kafka);
        await producer.ProduceAsync("later", Clients.Text("a", "1"), Cancellation);
        await producer.ProduceAsync("later", Clients.Text("b", "2"), Cancellation);

        Assert.Equal(["1", "2"], (await waiting).Select(record => record.ValueText).Order());
    }

    [Fact]
    public async Task WaitFor_says_how_many_came_in_time()
    {
        using var producer = Clients.Producer(Kafka);
        await producer.ProduceAsync("few", Clients.Text("a", "1"), Cancellation);

        var exception = await Assert.ThrowsAsync<EmbeddedKafkaAssertionException>(
            () => Kafka.Topic("few").WaitForAsync(2, TimeSpan.FromMilliseconds(200), Cancellation));

        Assert.Contains("for 2 records in topic 'few', but it has 1 record", exception.Message, StringComparison.Ordinal);
    }

    private List<PartitionMetadata> Partitions(string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Kafka.BootstrapServers }).Build();
        return admin.GetMetadata(topic, TimeSpan.FromSeconds(10)).Topics.Single().Partitions;
    }
}
