using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using BatchGen.Configuration;
using BatchGen.Fallbacks;
using BatchGen.Notifications;
using BatchGen.Runtime;
using BatchGen.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace BatchGen.Tests.Running;

internal sealed record Thing(string Id, double Value, string? Text = null);

[JsonSerializable(typeof(Thing))]
internal sealed partial class ThingJson : JsonSerializerContext;

/// <summary>Runs of a hand-written plan whose stages a test sets.</summary>
internal sealed class Runs : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KafkaProducers _producers;

    public Runs(EmbeddedKafka kafka)
    {
        BatchOptions options = new() { SpoolDirectory = _folder.Path };
        KafkaConnection connection = new(options);
        connection.Use(kafka);
        _producers = new KafkaProducers(connection, NullLogger<KafkaProducers>.Instance);
        Runner = new JobRunner(options, _producers, new FallbackStores(options, [], Fallback), Alerts, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public static Guid Batch { get; } = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb");

    public JobRunner Runner { get; }

    public ThingPlan Plan { get; } = new();

    public MemoryFallback Fallback { get; } = new();

    public MemoryAlerts Alerts { get; } = new();

    public IReadOnlyList<string> Files => _folder.Files;

    public Task<RunOutcome> RunAsync(Action<StageRun, StageKind>? onStage = null, CancellationToken cancellationToken = default) =>
        Runner.RunAsync(Plan, new RunRequest(Batch, BackoffScale: 0, OnStage: onStage), cancellationToken);

    public void Dispose()
    {
        _producers.Dispose();
        _folder.Dispose();
    }
}

internal sealed class ThingPlan : JobPlan
{
    public const string Topic = "thing.run.v1";

    public StageDescriptor Extract { get; set; } = Stage(StageKind.Extract, attempts: 3);

    public StageDescriptor Transform { get; set; } = Stage(StageKind.Transform, attempts: 2);

    public StageDescriptor Publish { get; set; } = Stage(StageKind.Publish, attempts: 2) with { Topic = Topic };

    public ExtractStep<Thing> OnExtract { get; set; } = (_, _) => Things(5).ToAsyncEnumerable();

    public TransformManyStep<Thing, Thing> OnTransform { get; set; } = (thing, _, _) => new[] { thing }.ToAsyncEnumerable();

    public int MessageTimeoutMs { get; set; } = 10_000;

    public override JobDescriptor Descriptor =>
        new("things", typeof(ThingPlan)) { Fallback = new("file:unused", ["slack:things"]), Stages = [Extract, Transform, Publish] };

    public static IEnumerable<Thing> Things(int count) => Enumerable.Range(1, count).Select(i => new Thing($"things/{i}", i));

    public override Task ExtractAsync(StageRun run) => run.ExtractAsync(Extract, OnExtract, ThingJson.Default.Thing);

    public override Task TransformAsync(StageRun run) =>
        run.TransformManyAsync(Transform, ThingJson.Default.Thing, OnTransform, ThingJson.Default.Thing);

    public override Task PublishAsync(StageRun run) => run.PublishAsync(
        Publish,
        PublishConfig(),
        ThingJson.Default.Thing,
        async (thing, _, ct) => await PublishScope.Current.SendAsync(Topic, thing.Id, thing.Id, thing, ThingJson.Default.Thing, ct));

    public override ProducerConfig PublishConfig() => new()
    {
        Acks = Acks.All,
        EnableIdempotence = true,
        CompressionType = Confluent.Kafka.CompressionType.Zstd,
        LingerMs = 5,
        MessageSendMaxRetries = int.MaxValue,
        MessageTimeoutMs = MessageTimeoutMs,
    };

    private static StageDescriptor Stage(StageKind kind, int attempts) => new(kind, kind.ToString())
    {
        Attempts = attempts,
        Backoff = TimeSpan.FromSeconds(30),
        MaxBackoff = TimeSpan.FromSeconds(60),
        Timeout = TimeSpan.FromSeconds(20),
    };
}

internal sealed class MemoryFallback : IFallbackStore
{
    public string Location => "memory";

    public ConcurrentQueue<(FallbackEntry Entry, byte[] Payload)> Kept { get; } = new();

    public bool IsAway { get; set; }

    public Task PersistAsync(FallbackEntry entry, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new IOException("no space left");
        }

        Kept.Enqueue((entry, payload.ToArray()));
        return Task.CompletedTask;
    }
}

internal sealed class MemoryAlerts : IAlerts
{
    public ConcurrentQueue<string> Raised { get; } = new();

    /// <summary>Partitions that went on again, or left while they stood.</summary>
    public ConcurrentQueue<(string Place, bool GoesOn)> Released { get; } = new();

    public void Open(JobDescriptor job)
    {
    }

    public void Raise(JobDescriptor job, Alert alert) => Raised.Enqueue($"{alert.What}: {alert.Why}");

    public void Release(JobDescriptor job, string place, bool goesOn) => Released.Enqueue((place, goesOn));

    public Task<ToldChannels> TellAsync(
        JobDescriptor job, Alert alert, IReadOnlyCollection<string> told, string? resolvedStage, CancellationToken cancellationToken)
    {
        Raise(job, alert);
        return Task.FromResult(ToldChannels.None);
    }
}
