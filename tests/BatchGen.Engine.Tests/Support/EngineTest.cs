using System.Text;
using BatchGen.Envelopes;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Engine.Tests;

/// <summary>A test with a broker of its own, a topic of four partitions, and consumers that are stopped behind it.</summary>
public abstract class EngineTest : IAsyncLifetime
{
    public const string Topic = "work.item.v1";
    public const string DeadLetterTopic = "work.item.v1.dlq";
    public const int Partitions = 4;

    private readonly List<Engine> _engines = [];
    private IProducer<byte[]?, byte[]?> _producer = null!;

    internal static Guid Batch { get; } = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb");

    protected EmbeddedKafka Kafka { get; private set; } = null!;

    public virtual ValueTask InitializeAsync() => StartKafkaAsync(GroupProtocol.Consumer);

    public virtual async ValueTask DisposeAsync()
    {
        foreach (Engine engine in _engines)
        {
            await engine.DisposeAsync();
        }

        _producer.Dispose();
        await Kafka.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async ValueTask StartKafkaAsync(GroupProtocol protocol)
    {
        Kafka = await EmbeddedKafka.StartAsync(new() { GroupProtocol = protocol, Topics = [Topic, DeadLetterTopic] });
        ProducerConfig config = new(new Dictionary<string, string>(Kafka.ClientSettings)) { BootstrapServers = Kafka.BootstrapServers, Acks = Acks.All, LingerMs = 2 };
        _producer = new ProducerBuilder<byte[]?, byte[]?>(config).SetLogHandler(static (_, _) => { }).Build();
    }

    internal Engine NewEngine(Action<Engine>? configure = null)
    {
        Engine engine = new(Kafka);
        configure?.Invoke(engine);
        _engines.Add(engine);
        return engine;
    }

    internal async Task<Engine> StartEngineAsync(Action<Engine>? configure = null)
    {
        Engine engine = NewEngine(configure);
        await engine.StartAsync();
        return engine;
    }

    /// <summary>Publishes records in envelopes; those of one key go to one partition.</summary>
    internal Task PublishAsync(IEnumerable<Work> works, Func<Work, string>? key = null, int? partition = null, Guid? batch = null) =>
        Task.WhenAll(works.Select(work => ProduceAsync(
            partition, Encoding.UTF8.GetBytes(key?.Invoke(work) ?? work.Id), EnvelopeOf(work, batch))));

    internal static byte[] EnvelopeOf(Work work, Guid? batch = null) =>
        EnvelopeWriter.Write(new Envelope<Work>(batch ?? Batch, work.Id, DateTimeOffset.UnixEpoch, work), WorkJson.Default.Work);

    internal static IEnumerable<Work> Works(int count, int from = 0) => Enumerable.Range(from, count).Select(i => new Work($"w{i}", i));

    internal Task<DeliveryResult<byte[]?, byte[]?>> ProduceAsync(int? partition, byte[]? key, byte[]? value, Headers? headers = null) =>
        _producer.ProduceAsync(new TopicPartition(Topic, partition ?? Partition.Any), new Message<byte[]?, byte[]?> { Key = key, Value = value, Headers = headers });

    /// <summary>What the group has committed for each partition; 0 where nothing.</summary>
    internal long[] Committed(string group = "work.load")
    {
        ConsumerConfig config = new(new Dictionary<string, string>(Kafka.ClientSettings)) { BootstrapServers = Kafka.BootstrapServers, GroupId = group };
        using IConsumer<Ignore, Ignore> consumer = new ConsumerBuilder<Ignore, Ignore>(config).SetLogHandler(static (_, _) => { }).Build();
        return [.. consumer.Committed([.. Enumerable.Range(0, Partitions).Select(i => new TopicPartition(Topic, i))], Wait.Limit)
            .OrderBy(place => place.Partition.Value).Select(place => Math.Max(0, place.Offset.Value))];
    }

    /// <summary>The end of each partition.</summary>
    internal long[] Ends()
    {
        long[] ends = new long[Partitions];
        foreach (PartitionRetention partition in Kafka.Retention.Where(partition => partition.Topic == Topic))
        {
            ends[partition.Partition] = partition.NextOffset;
        }

        return ends;
    }

    internal Task CommittedToTheEndAsync() => Wait.UntilAsync(
        () => Committed().SequenceEqual(Ends()), () => $"committed {string.Join(' ', Committed())}, ends {string.Join(' ', Ends())}");
}
