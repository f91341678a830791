using System.Text;
using BatchGen.Cli.Connection;
using BatchGen.Engine.Tests;
using BatchGen.Testing;
using BatchGen.Tests;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Tests;

/// <summary>A test of the tool against dead letters that the engine has written, in a folder of its own.</summary>
public abstract class ToolTest : EngineTest, IAsyncLifetime
{
    private IProducer<byte[]?, byte[]?>? _raw;

    private TemporaryFolder Home { get; } = new();

    internal string Folder => Home.Path;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        _raw?.Dispose();
        await DisposeAsync();
        Home.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The application's configuration, as environment variables and as the tool's own classes take it.</summary>
    internal IReadOnlyDictionary<string, string> Settings => Kafka.ClientSettings.Concat(Kafka.ConsumerSettings)
        .ToDictionary(setting => $"Batch:Kafka:Settings:{setting.Key}", setting => setting.Value)
        .Append(new("Batch:Kafka:BootstrapServers", Kafka.BootstrapServers)).ToDictionary();

    /// <summary>What else the application's configuration has.</summary>
    internal Dictionary<string, string> MoreSettings { get; } = [];

    internal Tool Start(params IReadOnlyCollection<string> args) => Tool.Start(
        Folder, args, Settings.Concat(MoreSettings).Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value)));

    internal async Task<ToolResult> RunAsync(params IReadOnlyCollection<string> args)
    {
        using Tool tool = Start(args);
        return await tool.EndAsync();
    }

    internal async Task<ToolResult> DoneAsync(params IReadOnlyCollection<string> args)
    {
        ToolResult result = await RunAsync(args);
        result.ShouldBe(ExitCodes.Done);
        return result;
    }

    /// <summary>A connection of this process to the broker, by the tool's own class.</summary>
    internal Task<Cluster> ConnectAsync() =>
        Cluster.ConnectAsync(new ConfigurationBuilder().AddInMemoryCollection(Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(), default);

    /// <summary>Publishes works that a real consumer cannot handle, and waits until they are dead letters.</summary>
    internal async Task<IReadOnlyList<EmbeddedRecord>> DeadLetterAsync(IEnumerable<Work> works, Exception? failure = null, Guid? batch = null)
    {
        Work[] all = [.. works];
        await PublishAsync(all, batch: batch);
        return await DeadLetterPublishedAsync(all.Length, failure ?? new PermanentFailureException("no such customer"));
    }

    /// <summary>Lets a real consumer fail for what is in the topic and was not consumed yet.</summary>
    internal async Task<IReadOnlyList<EmbeddedRecord>> DeadLetterPublishedAsync(int count, Exception failure)
    {
        long before = await CountAsync(DeadLetterTopic);
        Engine.Tests.Engine engine = await StartEngineAsync(engine => engine.Handler = (_, _, _) => throw failure);
        IReadOnlyList<EmbeddedRecord> letters = await Kafka.Topic(DeadLetterTopic).WaitForAsync((int)before + count, Wait.Limit);
        await CommittedToTheEndAsync();
        await engine.StopAsync();
        return letters;
    }

    /// <summary>Produces any bytes with any timestamp, to the partition of the key.</summary>
    internal async Task ProduceRawAsync(byte[]? key, byte[]? value, Headers? headers, long timestamp, string topic = Topic)
    {
        _raw ??= new ProducerBuilder<byte[]?, byte[]?>(
            new ProducerConfig(Kafka.ClientSettings.ToDictionary()) { BootstrapServers = Kafka.BootstrapServers, Acks = Acks.All, LingerMs = 0 })
            .SetLogHandler((_, _) => { }).Build();
        await _raw.ProduceAsync(
            topic, new Message<byte[]?, byte[]?> { Key = key, Value = value, Headers = headers, Timestamp = new Timestamp(timestamp, TimestampType.CreateTime) });
    }

    internal async Task<long> CountAsync(string topic) => (await Kafka.Topic(topic).ReadAsync()).Count;

    /// <summary>What was added to a topic behind the places where it ended.</summary>
    internal async Task<IReadOnlyList<EmbeddedRecord>> AddedAsync(IReadOnlyList<EmbeddedRecord> before, string topic = Topic)
    {
        HashSet<(int, long)> known = [.. before.Select(record => (record.Partition, record.Offset))];
        return [.. (await Kafka.Topic(topic).ReadAsync()).Where(record => !known.Contains((record.Partition, record.Offset)))];
    }

    /// <summary>All that a record is, as one text: equal texts are equal bytes.</summary>
    internal static string Bytes(EmbeddedRecord record)
    {
        StringBuilder text = new();
        text.Append(record.Timestamp.ToUnixTimeMilliseconds()).Append(' ').Append(Hex(record.Key)).Append(' ').Append(Hex(record.Value));
        foreach (EmbeddedHeader header in record.Headers)
        {
            text.Append(' ').Append(header.Name).Append('=').Append(Hex(header.Value));
        }

        return text.ToString();
    }

    internal static string Hex(ReadOnlyMemory<byte>? bytes) => bytes is { } present ? $"[{Convert.ToHexString(present.Span)}]" : "null";
}
