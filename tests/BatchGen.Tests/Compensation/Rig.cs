using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BatchGen.Configuration;
using BatchGen.Fallbacks;
using BatchGen.Hosting;
using BatchGen.Runtime;
using BatchGen.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BatchGen.Tests.Compensation;

/// <summary>Jobs that only extract, as each test wants, and what makes their failures good.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MeterListener _meter = new();
    private readonly ConcurrentQueue<string> _counted = new();
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    public Rig(params ScriptedPlan[] plans)
    {
        Plans = plans;
        BatchOptions options = new() { SpoolDirectory = _folder.Path };
        Compensations = new Compensations(Log.For<Compensations>());
        KafkaProducers producers = new(new KafkaConnection(options), NullLogger<KafkaProducers>.Instance);
        Runner = new JobRunner(
            options, producers, new FallbackStores(options, [], Fallback), Alerts, TimeProvider.System, NullLoggerFactory.Instance, Compensations);
        Type[] types = [typeof(int), typeof(long), typeof(short), typeof(byte)];
        JobCatalog catalog = new([.. plans.Where(plan => plan.IsHere).Select((plan, i) => new JobRegistration(types[i], _ => plan))], _services);
        Compensator = new Compensator(Compensations, catalog, Runner, Alerts, Log.For<Compensator>());

        // The instrument is the process's: only what concerns this rig's jobs counts.
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "batchgen.compensations")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            Dictionary<string, object?> all = new(tags.ToArray());
            if (plans.Any(plan => plan.Name == (string)all["failed_job"]!))
            {
                _counted.Enqueue($"{all["failed_job"]} by {all["job"]}: {all["outcome"]}");
            }
        });
        _meter.Start();
    }

    public IReadOnlyList<ScriptedPlan> Plans { get; }

    public Compensations Compensations { get; }

    public Compensator Compensator { get; }

    public JobRunner Runner { get; }

    public MemoryFallback Fallback { get; } = new();

    public MemoryAlerts Alerts { get; } = new();

    public LogLines Log { get; } = new();

    /// <summary>The folder of one batch.</summary>
    public string FolderOf(string job, Guid batch) => _folder[Path.Combine(job, batch.ToString())];

    public IReadOnlyList<string> Counted => [.. _counted];

    public void Start() => Compensator.Start(Plans, new CompensatorSettings { BackoffScale = 0 });

    public Task<RunOutcome> RunAsync(ScriptedPlan plan, Guid batch, CancellationToken cancellationToken = default) =>
        Runner.RunAsync(plan, new RunRequest(batch, BackoffScale: 0), cancellationToken);

    public Task DrainAsync() => Compensator.DrainAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        await Compensator.DisposeAsync();
        _meter.Dispose();
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>A job whose extract stage does what its test says.</summary>
internal sealed class ScriptedPlan(string name, string? compensate = null) : JobPlan
{
    private static readonly StageDescriptor Extract = new(StageKind.Extract, "Extract")
    {
        Attempts = 1,
        Backoff = TimeSpan.FromSeconds(1),
        MaxBackoff = TimeSpan.FromSeconds(1),
        Timeout = TimeSpan.FromSeconds(60),
    };

    public string Name => name;

    /// <summary>Whether the job is part of the application.</summary>
    public bool IsHere { get; init; } = true;

    public bool CanRun { get; init; } = true;

    public Func<CancellationToken, Task> OnRun { get; set; } = _ => Task.CompletedTask;

    /// <summary>What each run of the stage was told.</summary>
    public ConcurrentQueue<BatchContext> Contexts { get; } = new();

    public override JobDescriptor Descriptor =>
        new(name, typeof(ScriptedPlan)) { Fallback = new("file:unused", []) { Compensate = compensate }, Stages = CanRun ? [Extract] : [] };

    public static ScriptedPlan Failing(string name, string? compensate = null) =>
        new(name, compensate) { OnRun = _ => throw new InvalidOperationException("it broke") };

    public override Task ExtractAsync(StageRun run) => run.ExtractAsync(Extract, RunAsync, ThingJson.Default.Thing);

    public override Task TransformAsync(StageRun run) => Task.CompletedTask;

    public override Task PublishAsync(StageRun run) => Task.CompletedTask;

    private async IAsyncEnumerable<Thing> RunAsync(
        BatchContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Contexts.Enqueue(context);
        await OnRun(cancellationToken);
        yield break;
    }
}

/// <summary>What was logged, at which level.</summary>
internal sealed class LogLines
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> All => [.. _lines];

    public ILogger<T> For<T>() => new Logger<T>(_lines);

    private sealed class Logger<T>(ConcurrentQueue<string> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
    }
}
