using System.Collections.Concurrent;
using BatchGen.Configuration;
using BatchGen.Fallbacks;
using BatchGen.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BatchGen.Notifications;

/// <summary>
/// Writes each alert to the log at level Error, with the channels it is for, and hands it to the worker of each channel, which sums up and
/// sends. Nobody waits for that.
/// </summary>
/// <remarks>Ownership: the workers are added by any thread, once for each channel's name, and ended by <see cref="EndAsync"/>.</remarks>
internal sealed partial class Alerts : IAlerts, IDisposable
{
    private readonly ChannelOpener _opener;
    private readonly ChannelSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<Alerts> _logger;

    /// <summary>Lazy, so that a channel is opened once however many threads ask; null where it is not configured.</summary>
    private readonly ConcurrentDictionary<string, Lazy<ChannelWorker?>> _workers = new(StringComparer.Ordinal);

    /// <exception cref="BatchConfigurationException">A key of <c>Batch:Notify</c> is unknown or its value is wrong.</exception>
    public Alerts(
        IConfiguration configuration, BatchOptions options, IEnumerable<IAlertChannelFactory> factories, TimeProvider time, ILogger<Alerts> logger)
        : this(SettingsOf(configuration, options, [.. factories]), factories, time, logger)
    {
    }

    internal Alerts(ChannelSettings settings, IEnumerable<IAlertChannelFactory> factories, TimeProvider time, ILogger<Alerts> logger)
    {
        _settings = settings;
        _opener = new ChannelOpener([.. factories], logger);
        _time = time;
        _logger = logger;
    }

    public void Open(JobDescriptor job)
    {
        foreach (string channel in job.Fallback.Notify)
        {
            WorkerOf(job, channel);
        }
    }

    public void Raise(JobDescriptor job, Alert alert)
    {
        alert = alert with { At = _time.GetUtcNow(), What = FailureText.Cut(alert.What), Why = FailureText.Cut(alert.Why) };
        LogAlert(job.Name, string.Join(", ", job.Fallback.Notify), alert.What, alert.Why);
        BatchTelemetry.Alerts.Add(1, new("job", job.Name), new("kind", NotificationText.Name(alert.Kind)));
        foreach (string channel in job.Fallback.Notify)
        {
            WorkerOf(job, channel)?.Raise(alert);
        }
    }

    public void Release(JobDescriptor job, string place, bool goesOn)
    {
        foreach (string channel in job.Fallback.Notify)
        {
            WorkerOf(job, channel)?.Release(new AlertKey(job.Name, AlertKind.PartitionHeld, place), goesOn);
        }
    }

    /// <summary>Sends what is left, all channels side by side, for a few seconds at most.</summary>
    public Task EndAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Workers().Select(worker => worker.EndAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (ChannelWorker worker in Workers())
        {
            worker.Dispose();
        }
    }

    private static ChannelSettings SettingsOf(IConfiguration configuration, BatchOptions options, IReadOnlyList<IAlertChannelFactory> factories)
    {
        NotifyOptions notify = NotifyOptions.Read(configuration, factories.Select(factory => factory.Scheme));
        return new ChannelSettings
        {
            Environment = options.Environment,
            TellsCompleted = notify.Completed,
            Grouping = new GroupingSettings { Interval = notify.Interval, MaxPerMinute = notify.MaxPerMinute },
        };
    }

    private ChannelWorker? WorkerOf(JobDescriptor job, string channel) => _workers.GetOrAdd(
        channel,
        static (channel, call) => new Lazy<ChannelWorker?>(() => call.self.Start(call.job, channel)),
        (self: this, job)).Value;

    private ChannelWorker? Start(JobDescriptor job, string channel) =>
        _opener.Open(job, channel) is { } opened ? new ChannelWorker(channel, opened, _settings, _time, _logger) : null;

    private IEnumerable<ChannelWorker> Workers() =>
        _workers.Values.Where(static worker => worker.IsValueCreated).Select(static worker => worker.Value).OfType<ChannelWorker>();

    [LoggerMessage(140, LogLevel.Error, "Alert of job {Job} for {Channels}: {What}: {Why}")]
    private partial void LogAlert(string job, string channels, string what, string why);
}
