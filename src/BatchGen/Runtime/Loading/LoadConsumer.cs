using System.Collections.Concurrent;
using BatchGen.Health;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>
/// The consumer of one load stage, from start to stop: a poll thread, a scheduler and its workers. When the client fails for good a new
/// one takes its place.
/// </summary>
internal sealed partial class LoadConsumer : IAsyncDisposable
{
    private const int MaxReadAhead = 2_000;
    private const int MaxUncommitted = 1_000_000;

    /// <summary>Smaller, because what was published for these records is in memory until they are committed.</summary>
    private const int MaxUncommittedInTransaction = 20_000;

    private static readonly TimeSpan RestartWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(20);

    private readonly LoadServices _services;
    private readonly LoadPlan _plan;
    private readonly Func<ConsumerConfig> _config;
    private readonly RecordScheduler _scheduler;
    private readonly ConcurrentBag<LoadWorker> _idle = [];
    private readonly ConcurrentDictionary<int, PartitionState> _assigned = new();
    private readonly ConcurrentDictionary<int, long> _committed = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private Exception? _fault;
    private bool _isDisposed;

    public LoadConsumer(LoadServices services, LoadPlan plan, Func<ConsumerConfig> config)
    {
        _services = services;
        _plan = plan;
        _config = config;

        // A handler of many gets the records of one partition, in their order.
        RecordOrdering ordering = services.Stage.BatchSize is null ? services.Stage.Ordering : RecordOrdering.Partition;
        _scheduler = new RecordScheduler(
            new SlotPool(services.Stage.MaxConcurrency),
            ordering,
            new InFlightBounds(
                services.Options.MaxInFlightRecords,
                services.Options.MaxInFlightBytes,
                MaxReadAhead,
                services.Transactions is null ? MaxUncommitted : MaxUncommittedInTransaction),
            StartWorker);
        _thread = new Thread(Run) { IsBackground = true, Name = $"batchgen poll {services.Stage.Group}" };
    }

    public StageDescriptor Stage => _services.Stage;

    public ConsumerVitals Vitals => _services.Vitals;

    public ConsumerStatistics Statistics => _services.Statistics;

    /// <summary>The records that were polled and are not done, and their bytes.</summary>
    public (int Records, long Bytes) InFlight => _scheduler.InFlight();

    /// <summary>Complete when the first partitions have been assigned.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Complete when the consumer has stopped; faulted when it could not go on.</summary>
    public Task Ended => _ended.Task;

    public void Start() => _thread.Start();

    /// <summary>Stops taking records, lets those in hand finish within the drain time, commits, and leaves the group.</summary>
    public async Task StopAsync()
    {
        if (Volatile.Read(ref _isDisposed))
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            _ended.TrySetResult();
        }

        await _ended.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Complete when every record below the given offsets is done.</summary>
    public async Task WaitForAsync(IReadOnlyDictionary<TopicPartition, long> positions, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(ProgressInterval, _services.Time);
        while (!positions.Where(place => place.Key.Topic == Stage.Topic).All(place => HasReached(place.Key.Partition.Value, place.Value)))
        {
            if (_ended.Task.IsCompleted)
            {
                await _ended.Task.ConfigureAwait(false);
                throw new InvalidOperationException($"The consumer of {Stage.Topic} has stopped.");
            }

            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        if (!Interlocked.Exchange(ref _isDisposed, true))
        {
            _stopping.Dispose();
        }
    }

    /// <summary>A partition that went and came back begins anew, so what was committed before counts too.</summary>
    private bool HasReached(int partition, long position) =>
        (_assigned.TryGetValue(partition, out PartitionState? state) && _scheduler.PositionOf(state) >= position)
        || (_committed.TryGetValue(partition, out long committed) && committed >= position);

    private void Run()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                try
                {
                    new PollLoop(_services, _scheduler, _config(), OnAssignment).Run(_stopping.Token);
                }
                catch (KafkaException exception)
                {
                    LogRestart(_services.Logger, exception, Stage.Topic!, RestartWait);
                    _stopping.Token.WaitHandle.WaitOne(RestartWait);
                }
            }

            Complete(_fault);
        }
        catch (Exception exception)
        {
            LogFault(_services.Logger, exception, Stage.Topic!);
            Complete(exception);
        }
    }

    private void Complete(Exception? fault)
    {
        if (fault is null)
        {
            _ended.TrySetResult();
            _ready.TrySetCanceled();
        }
        else
        {
            _ended.TrySetException(fault);
            _ready.TrySetException(fault);
        }
    }

    private void OnAssignment(PartitionState partition, bool isAssigned)
    {
        Vitals.CountPartitions(isAssigned ? 1 : -1);
        if (isAssigned)
        {
            _assigned[partition.Partition] = partition;
            _ready.TrySetResult();
        }
        else
        {
            if (partition.Committed >= 0)
            {
                _committed[partition.Partition] = partition.Committed;
            }

            _assigned.TryRemove(new KeyValuePair<int, PartitionState>(partition.Partition, partition));
        }
    }

    private void StartWorker() => ThreadPool.UnsafeQueueUserWorkItem(static consumer => _ = consumer.WorkAsync(), this, preferLocal: false);

    private async Task WorkAsync()
    {
        LoadWorker worker = _idle.TryTake(out LoadWorker? idle) ? idle : new LoadWorker(_services, _scheduler);
        await worker.RunAsync(_plan.Loop, OnFault).ConfigureAwait(false);
        _idle.Add(worker);
    }

    /// <summary>The generated loop or the engine itself threw: nothing may go on as if the record had been handled.</summary>
    private void OnFault(Exception exception)
    {
        LogFault(_services.Logger, exception, Stage.Topic!);
        Interlocked.CompareExchange(ref _fault, exception, null);
        try
        {
            _stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A handler that ignored its token came back after the consumer had stopped without it.
        }
    }

    [LoggerMessage(60, LogLevel.Error, "The client of {Topic} failed; a new one starts in {Wait}")]
    private static partial void LogRestart(ILogger logger, Exception exception, string topic, TimeSpan wait);

    [LoggerMessage(61, LogLevel.Critical, "The consumer of {Topic} stops")]
    private static partial void LogFault(ILogger logger, Exception exception, string topic);
}
