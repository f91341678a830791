using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>A failed batch that is to be made good.</summary>
/// <param name="Job">The job that failed.</param>
/// <param name="Failed">Its batch.</param>
/// <param name="Compensating">The job that makes it good.</param>
internal sealed record PendingCompensation(JobDescriptor Job, CompensatedBatch Failed, string Compensating)
{
    /// <summary>What a person types to have it done.</summary>
    public string Command => $"run {Compensating} --compensates {Failed}";
}

/// <summary>A place in the queue: a failed batch, or somebody who waits for everything before.</summary>
internal readonly record struct QueuedCompensation(PendingCompensation? Pending, TaskCompletionSource? Reached);

/// <summary>
/// Takes failures from runs and consumers without ever making them wait, and keeps those that are to be made good for the
/// <see cref="Compensator"/>. A batch is taken once; what belongs to a compensating run is not taken at all.
/// </summary>
internal sealed partial class Compensations(ILogger<Compensations> logger)
{
    private const int MaxWaiting = 100;
    private const int MaxRemembered = 10_000;

    private readonly Channel<QueuedCompensation> _waiting =
        Channel.CreateBounded<QueuedCompensation>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly RecentSet<CompensatedBatch> _seen = new(MaxRemembered);
    private readonly RecentSet<Guid> _own = new(MaxRemembered);
    private volatile bool _isOpen;

    public ChannelReader<QueuedCompensation> Waiting => _waiting.Reader;

    /// <summary>From here on failures are taken: somebody works them off. The <c>stage</c> command, whose caller owns what follows, has nobody.</summary>
    public void Open() => _isOpen = true;

    /// <summary>Nothing more is taken.</summary>
    public void Close() => _waiting.Writer.TryComplete();

    /// <summary>Remembers the batch of a compensating run: its failures are not made good, even where their mark was lost on the way.</summary>
    public void RememberOwn(Guid batchId) => _own.Add(batchId);

    /// <summary>A run failed, or a record of it cannot be handled.</summary>
    /// <param name="job">The job.</param>
    /// <param name="batchId">The batch; null when it is unknown, then nothing can be made good.</param>
    /// <param name="within">What the failed run or record was itself to make good, or null.</param>
    public void Trigger(JobDescriptor job, Guid? batchId, CompensatedBatch? within)
    {
        if (!_isOpen || job.Fallback.Compensate is not { } compensating || batchId is not { } batch)
        {
            return;
        }

        CompensatedBatch failed = new(job.Name, batch);
        if (!_seen.Add(failed))
        {
            return;
        }

        PendingCompensation pending = new(job, failed, compensating);
        if (within is not null || _own.Contains(batch))
        {
            LogRefused(job.Name, batch, within?.ToString() ?? "another batch", compensating);
            Count(pending, "refused");
        }
        else if (!_waiting.Writer.TryWrite(new QueuedCompensation(pending, Reached: null)))
        {
            LogNotStarted(failed.ToString(), pending.Command);
            Count(pending, "not_started");
        }
    }

    /// <summary>Completes when everything that was taken before is done.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync(new QueuedCompensation(Pending: null, reached), cancellationToken).ConfigureAwait(false);
        await reached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public static void Count(PendingCompensation pending, string outcome) =>
        BatchTelemetry.Compensations.Add(1, new("job", pending.Compensating), new("failed_job", pending.Job.Name), new("outcome", outcome));

    [LoggerMessage(
        120, LogLevel.Error,
        "Batch {BatchId} of {Job} has failed while it was to make good {Within}: '{Compensating}' is not run for it, because compensating a compensation has no end")]
    private partial void LogRefused(string job, Guid batchId, string within, string compensating);

    [LoggerMessage(121, LogLevel.Error, "{Failed} is not made good: too much is waiting already, or the process ends. To do it: {Command}")]
    private partial void LogNotStarted(string failed, string command);
}
