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

    /// <summary>How long a last commit that is refused for a passing reason is made again, before the partition goes without it.</summary>
    private static readonly TimeSpan LastCommitLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastCommitWait = TimeSpan.FromMilliseconds(50);

    private readonly LoadServices _services;
    private readonly RecordScheduler _scheduler;
    private readonly IConsumer<PooledBytes, PooledBytes> _consumer;
    private readonly Action<PartitionState, bool> _onAssignment;
    private readonly Dictionary<int, PartitionState> _partitions = [];
    private readonly List<ConsumedMessage> _polled = new(MaxPolled);
    private readonly Stack<ConsumedMessage> _free = new();
    private readonly List<PartitionState> _pause = [];
    private readonly List<PartitionState> _resume = [];
    private readonly int _maxPolled;
    private int _polledBytes;
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
                Poll(stopping);
                RelievePressure();
                CommitIfDue();
            }
        }
        finally
        {
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

    /// <summary>Takes what is there, up to a bound, and hands it over in one go.</summary>
    private void Poll(CancellationToken stopping)
    {
        TimeSpan wait = _paused > 0 ? PausedWait : IdleWait;
        try
        {
            while (_polled.Count < _maxPolled && _polledBytes < MaxPolledBytes && _consumer.Consume(_polled.Count == 0 ? wait : TimeSpan.Zero) is { } result)
            {
                if (_partitions.TryGetValue(result.Partition.Value, out PartitionState? partition))
                {
                    Keep(result, partition);
                }
            }
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal)
        {
            LogConsumeFailed(_services.Logger, _services.Stage.Topic!, exception.Error.Reason);
            stopping.WaitHandle.WaitOne(IdleWait);
        }

        if (_polled.Count > 0)
        {
            _scheduler.Enqueue(_polled);
            _polled.Clear();
            _polledBytes = 0;
        }
    }

    private void Keep(ConsumeResult<PooledBytes, PooledBytes> result, PartitionState partition)
    {
        if (!_free.TryPop(out ConsumedMessage? message))
        {
            _scheduler.Rent(_free);
            message = _free.Pop();
        }

        message.Set(partition, result, _services.Time.GetTimestamp());
        _polled.Add(message);
        _polledBytes += message.Size;
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
            _consumer.Resume(_resume.Select(PlaceOf));
            _paused -= _resume.Count;
            _resume.Clear();
        }
    }

    private bool IsExceeded()
    {
        _scheduler.Changed.Reset();
        return _scheduler.IsExceeded();
    }

    private void CommitIfDue()
    {
        if (_services.Time.GetElapsedTime(_lastCommit) >= _services.Options.CommitInterval)
        {
            Commit(_partitions.Values);
            _lastCommit = _services.Time.GetTimestamp();
        }
    }

    /// <summary>
    /// Commits what is done. A refusal (a rebalance, a coordinator that moves) loses nothing: the next commit covers it, and at worst
    /// records come again.
    /// </summary>
    /// <returns>Null when all that is done is committed, otherwise why not.</returns>
    private Error? Commit(IEnumerable<PartitionState> partitions)
    {
        List<(PartitionState Partition, long Position)> due =
            [.. partitions.Select(partition => (partition, _scheduler.PositionOf(partition))).Where(due => due.Item2 > due.partition.Committed)];
        if (due.Count == 0)
        {
            return null;
        }

        try
        {
            _consumer.Commit(due.Select(commit => new TopicPartitionOffset(PlaceOf(commit.Partition), commit.Position)));
            foreach ((PartitionState partition, long position) in due)
            {
                partition.Committed = position;
            }

            return null;
        }
        catch (KafkaException exception) when (!exception.Error.IsFatal)
        {
            _services.Statistics.CountCommitFailure();
            LogCommitRefused(_services.Logger, _services.Stage.Topic!, exception.Error.Reason);
            return exception.Error;
        }
    }

    /// <summary>Commits what is done for the last time before partitions leave: what is refused now comes again elsewhere.</summary>
    private void CommitLast(List<PartitionState> partitions)
    {
        long started = _services.Time.GetTimestamp();
        while (Commit(partitions) is { } error && IsPassing(error) && _services.Time.GetElapsedTime(started) < LastCommitLimit)
        {
            Thread.Sleep(LastCommitWait);
        }
    }

    /// <summary>Whether a commit may succeed later: not when the group already goes on without this member.</summary>
    private static bool IsPassing(Error error) =>
        error.Code is not (ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.FencedInstanceId or ErrorCode.StaleMemberEpoch
            or ErrorCode.FencedMemberEpoch or ErrorCode.GroupAuthorizationFailed or ErrorCode.TopicAuthorizationFailed or ErrorCode.UnknownTopicOrPart);

    private void OnAssigned(List<TopicPartition> partitions)
    {
        foreach (TopicPartition place in partitions)
        {
            PartitionState partition = new(place.Topic, place.Partition.Value);
            _partitions[place.Partition.Value] = partition;
            _onAssignment(partition, true);
        }

        LogAssigned(_services.Logger, _services.Stage.Group!, string.Join(", ", partitions));
    }

    private void OnRevoked(List<TopicPartitionOffset> partitions)
    {
        LogRevoked(_services.Logger, _services.Stage.Group!, string.Join(", ", partitions.Select(place => place.TopicPartition)));
        Leave(Known(partitions), _services.Options.Drain, mayCommit: true);
    }

    /// <summary>Another member has the partitions already: whatever still runs here must end, and nothing may be committed.</summary>
    private void OnLost(List<TopicPartitionOffset> partitions)
    {
        LogLost(_services.Logger, _services.Stage.Group!, string.Join(", ", partitions.Select(place => place.TopicPartition)));
        Leave(Known(partitions), drain: TimeSpan.Zero, mayCommit: false);
    }

    /// <summary>Starts nothing more of the partitions, lets what runs finish for a while, then cancels it, and commits what is done.</summary>
    private void Leave(List<PartitionState> partitions, TimeSpan drain, bool mayCommit)
    {
        foreach (PartitionState partition in partitions)
        {
            _scheduler.Stop(partition);
            partition.Stop();
        }

        if (!WaitUntilIdle(partitions, drain))
        {
            foreach (PartitionState partition in partitions)
            {
                partition.Abort();
            }

            WaitUntilIdle(partitions, IdleWait);
        }

        try
        {
            if (mayCommit)
            {
                CommitLast(partitions);
            }
        }
        finally
        {
            // Also when the client has failed for good: nothing may be left that still counts as ours.
            foreach (PartitionState partition in partitions)
            {
                _paused -= partition.IsPaused ? 1 : 0;
                partition.Abort();
                _partitions.Remove(partition.Partition);
                _onAssignment(partition, false);
            }
        }
    }

    private bool WaitUntilIdle(List<PartitionState> partitions, TimeSpan limit)
    {
        long started = _services.Time.GetTimestamp();
        while (true)
        {
            _scheduler.Changed.Reset();
            if (partitions.TrueForAll(partition => _scheduler.RunningOf(partition) == 0))
            {
                return true;
            }

            TimeSpan left = limit - _services.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            _scheduler.Changed.Wait(left);
        }
    }

    private List<PartitionState> Known(List<TopicPartitionOffset> places) =>
        [.. places.Select(place => _partitions.GetValueOrDefault(place.Partition.Value)).OfType<PartitionState>()];

    private static TopicPartition PlaceOf(PartitionState partition) => new(partition.Topic, partition.Partition);

    [LoggerMessage(50, LogLevel.Information, "{Group} was assigned {Partitions}")]
    private static partial void LogAssigned(ILogger logger, string group, string partitions);

    [LoggerMessage(51, LogLevel.Information, "{Group} gives up {Partitions}")]
    private static partial void LogRevoked(ILogger logger, string group, string partitions);

    [LoggerMessage(52, LogLevel.Warning, "{Group} has lost {Partitions}")]
    private static partial void LogLost(ILogger logger, string group, string partitions);

    [LoggerMessage(53, LogLevel.Warning, "Reading {Topic}: {Reason}")]
    private static partial void LogConsumeFailed(ILogger logger, string topic, string reason);

    [LoggerMessage(55, LogLevel.Warning, "{Group} could not be left in order: {Reason}")]
    private static partial void LogCloseFailed(ILogger logger, string group, string reason);

    [LoggerMessage(54, LogLevel.Information, "A commit of {Topic} was refused and will be made again: {Reason}")]
    private static partial void LogCommitRefused(ILogger logger, string topic, string reason);
}
