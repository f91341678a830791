using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>
/// One consumer handle and the thread that owns it. It polls, hands records to the scheduler, pauses and resumes, commits, and takes
/// part in rebalances; it never runs user code, so the time between two polls stays short however long a handler or a backoff takes.
/// </summary>
/// <remarks>Ownership: everything here belongs to the poll thread. Others reach it through the scheduler and the stop token only.</remarks>
internal sealed partial class PollLoop
{
    private const int MaxPolled = 500;

    /// <summary>How many bytes are taken in one go, so that the bound on what is in memory is not passed by 500 huge records.</summary>
    private const int MaxPolledBytes = 1 << 20;

    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PausedWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ReliefWait = TimeSpan.FromMilliseconds(50);

    private readonly LoadServices _services;
    private readonly RecordScheduler _scheduler;
    private readonly IConsumer<PooledBytes, PooledBytes> _consumer;
    private readonly ClientQueue? _queue;
    private readonly CrashGuard? _crashes;
    private readonly OffsetTransactions? _transactions;
    private readonly Action<PartitionState, bool> _onAssignment;
    private readonly Dictionary<int, PartitionState> _partitions = [];
    private readonly List<PartitionState> _pause = [];
    private readonly List<PartitionState> _resume = [];
    private readonly int _maxPolled;
    private readonly TimeSpan _drain;
    private readonly Offset _start;
    private bool _isStopping;
    private int _paused;
    private long _lastCommit;

    /// <param name="services">What the stage's workers share.</param>
    /// <param name="scheduler">Where records go.</param>
    /// <param name="config">The consumer's configuration, connection included.</param>
    /// <param name="onAssignment">Told of each partition that comes (true) and goes (false).</param>
    public PollLoop(LoadServices services, RecordScheduler scheduler, ConsumerConfig config, Action<PartitionState, bool> onAssignment)
    {
        _services = services;
        _scheduler = scheduler;
        _onAssignment = onAssignment;
        _maxPolled = Math.Min(MaxPolled, services.Options.MaxInFlightRecords);

        // A revoked partition is drained between two polls, and whoever does not poll for too long is put out of the group.
        TimeSpan pollInterval = TimeSpan.FromMilliseconds(config.MaxPollIntervalMs ?? 300_000);
        _drain = services.Options.Drain < pollInterval / 2 ? services.Options.Drain : pollInterval / 2;

        // The topic is known, and each field costs a call and an allocation per record.
        config.ConsumeResultFields = "headers,timestamp";
        _consumer = KafkaConnection.Build(new ConsumerBuilder<PooledBytes, PooledBytes>(config)
            .SetKeyDeserializer(PooledBytes.Deserializer.Instance)
            .SetValueDeserializer(PooledBytes.Deserializer.Instance)
            .SetLogHandler((_, message) => KafkaLog.Write(services.Logger, message))
            .SetErrorHandler((_, error) => KafkaLog.Write(services.Logger, error))
            .SetPartitionsAssignedHandler((_, partitions) => OnAssigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => OnRevoked(partitions))
            .SetPartitionsLostHandler((_, partitions) => OnLost(partitions))
            .Build);
        _start = config.AutoOffsetReset == AutoOffsetReset.Latest ? Offset.End : Offset.Beginning;
        _queue = ClientQueue.Open(_consumer.Handle, _maxPolled);
        _transactions = services.Transactions?.Invoke();
        _crashes = CrashGuard.Open(services, scheduler, _consumer, CommitBefore);
    }

    /// <summary>Polls until stopped, then lets what is in hand finish within the drain time, commits, and leaves the group.</summary>
    /// <exception cref="KafkaException">The client cannot go on; a new one may.</exception>
    public void Run(CancellationToken stopping)
    {
        try
        {
            _consumer.Subscribe(_services.Stage.Topic);
            while (!stopping.IsCancellationRequested)
            {
                _services.Vitals.Polled();
                Poll(stopping);
                _crashes?.Dispatch();
                RelievePressure();
                CommitIfDue();
            }
        }
        finally
        {
            _isStopping = true;

            // Each step is taken whatever becomes of the one before: a handle that is not closed keeps its group waiting.
            try
            {
                Leave([.. _partitions.Values], _services.Options.Drain, mayCommit: true);
            }
            finally
            {
                Close();
            }
        }
    }

    /// <summary>Leaves the group. A failure to say goodbye costs the group its session timeout, and nothing here depends on it.</summary>
    private void Close()
    {
        try
        {
            _queue?.Dispose();
            _transactions?.Dispose();
            _consumer.Close();
        }
        catch (KafkaException exception)
        {
            LogCloseFailed(_services.Logger, _services.Stage.Group!, exception.Error.Reason);
        }
        finally
        {
            _consumer.Dispose();
        }
    }

    /// <summary>
    /// Too much in flight: waits a moment, because a quick handler is through sooner than a pause pays (the client drops what it has
    /// fetched for a paused partition); then pauses what is still over its bound, and goes on polling.
    /// </summary>
    private void RelievePressure()
    {
        long started = _services.Time.GetTimestamp();
        TimeSpan left = ReliefWait;
        while (left > TimeSpan.Zero && IsExceeded())
        {
            _scheduler.Changed.Wait(left);
            left = ReliefWait - _services.Time.GetElapsedTime(started);
        }

        _scheduler.TakePressure(_pause, _resume);
        if (_pause.Count > 0)
        {
            _consumer.Pause(_pause.Select(PlaceOf));
            _paused += _pause.Count;
            _pause.Clear();
        }

        if (_resume.Count > 0)
        {
            _consumer.Resume(_resume.Where(partition => !partition.Crashes.IsPaused).Select(PlaceOf));
            _paused -= _resume.Count;
            _resume.Clear();
        }
    }

    private bool IsExceeded()
    {
        _scheduler.Changed.Reset();
        return _scheduler.IsExceeded();
    }

    private static TopicPartition PlaceOf(PartitionState partition) => new(partition.Topic, partition.Partition);

    [LoggerMessage(53, LogLevel.Warning, "Reading {Topic}: {Reason}")]
    private static partial void LogConsumeFailed(ILogger logger, string topic, string reason);

    [LoggerMessage(55, LogLevel.Warning, "{Group} could not be left in order: {Reason}")]
    private static partial void LogCloseFailed(ILogger logger, string group, string reason);
}
