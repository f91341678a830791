using System.Collections.Concurrent;
using Confluent.Kafka;

namespace BatchGen.Testing.Tests;

public class ClientSettingsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(GroupProtocol.Classic)]
    [InlineData(GroupProtocol.Consumer)]
    public async Task Settings_suit_the_clients_they_are_for(GroupProtocol protocol)
    {
        await using var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { GroupProtocol = protocol }, Cancellation);
        var warnings = new ConcurrentQueue<string>();

        // librdkafka refuses settings that contradict each other, and warns of those that mean nothing to the client.
        var forProducer = new ProducerConfig(new Dictionary<string, string>(kafka.ClientSettings));
        forProducer.BootstrapServers = kafka.BootstrapServers;
        using var producer = new ProducerBuilder<Null, string>(forProducer)
            .SetLogHandler((_, log) => warnings.Enqueue(log.Message)).Build();
        var forConsumer = new ConsumerConfig(kafka.ClientSettings.Concat(kafka.ConsumerSettings).ToDictionary());
        forConsumer.BootstrapServers = kafka.BootstrapServers;
        forConsumer.GroupId = "g";
        forConsumer.AutoOffsetReset = AutoOffsetReset.Earliest;
        using var consumer = new ConsumerBuilder<Ignore, string>(forConsumer)
            .SetLogHandler((_, log) => warnings.Enqueue(log.Message)).Build();

        kafka.CreateTopic("t");
        consumer.Subscribe("t");
        await producer.ProduceAsync("t", new Message<Null, string> { Value = "v" }, Cancellation);
        Assert.Equal("v", consumer.Consume(TimeSpan.FromSeconds(20))?.Message.Value);
        consumer.Close();
        Assert.Empty(warnings);
    }
}
