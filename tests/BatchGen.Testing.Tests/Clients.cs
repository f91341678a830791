using System.Text;
using Confluent.Kafka;

namespace BatchGen.Testing.Tests;

/// <summary>Real clients of an embedded broker.</summary>
internal static class Clients
{
    internal static IProducer<byte[]?, byte[]?> Producer(EmbeddedKafka kafka, Action<ProducerConfig>? configure = null)
    {
        var configuration = new ProducerConfig(new Dictionary<string, string>(kafka.ClientSettings))
        {
            BootstrapServers = kafka.BootstrapServers,
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = 0,
        };
        configure?.Invoke(configuration);
        return new ProducerBuilder<byte[]?, byte[]?>(configuration).SetLogHandler(static (_, _) => { }).Build();
    }

    internal static IConsumer<string?, string?> Consumer(EmbeddedKafka kafka, string group, Action<ConsumerConfig>? configure = null)
    {
        var settings = kafka.ClientSettings.Concat(kafka.ConsumerSettings).ToDictionary();
        var configuration = new ConsumerConfig(settings)
        {
            BootstrapServers = kafka.BootstrapServers,
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        };
        configure?.Invoke(configuration);
        return new ConsumerBuilder<string?, string?>(configuration).SetLogHandler(static (_, _) => { }).Build();
    }

    internal static Message<byte[]?, byte[]?> Text(string? key, string? value) => new() { Key = Bytes(key), Value = Bytes(value) };

    /// <summary>Reads until so many records came; fails when they do not.</summary>
    internal static List<ConsumeResult<string?, string?>> Take(IConsumer<string?, string?> consumer, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var records = new List<ConsumeResult<string?, string?>>(count);
        while (records.Count < count)
        {
            records.Add(consumer.Consume(limit.Token));
        }

        return records;
    }

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
