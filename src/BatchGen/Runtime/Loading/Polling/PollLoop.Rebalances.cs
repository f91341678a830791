using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <content>Partitions that come and go. The client calls these handlers from within a poll or the close, so on the poll thread.</content>
internal sealed partial class PollLoop
{
    private const int MaxCommittedTries = 2;

    private static readonly TimeSpan CommittedTimeout = TimeSpan.FromSeconds(1);

    private List<TopicPartitionOffset> OnAssigned(List<TopicPartition> partitions)
    {
        List<TopicPartitionOffset> offsets = CommittedOf(partitions);
        foreach (TopicPartition place in partitions)
        {
            PartitionState partition = new(place.Topic, place.Partition.Value);
            _partitions[place.Partition.Value] = partition;
            _crashes?.OnAssigned();
            _onAssignment(partition, true);
        }

        LogAssigned(_services.Logger, _services.Stage.Group!, string.Join(", ", partitions));
        return offsets;
    }

    /// <summary>
    /// Where to begin. Asked for here, because the client, when it asks by itself and is not answered at a bad moment, can leave the partition
    /// assigned and unread without a word. It does ask by itself (unset) when there is no answer within this rebalance, whose end the
    /// coordinator may be waiting for.
    /// </summary>
    private List<TopicPartitionOffset> CommittedOf(List<TopicPartition> partitions)
    {
        for (int tries = 0; partitions.Count > 0 && tries < MaxCommittedTries && !_isStopping; tries++)
        {
            try
            {
                return
                [
                    .. _consumer.Committed(partitions, CommittedTimeout)
                        .Select(place => place.Offset.Value < 0 ? new TopicPartitionOffset(place.TopicPartition, _start) : place),
                ];
            }
            catch (KafkaException exception) when (!exception.Error.IsFatal)
            {
                LogCommittedUnknown(_services.Logger, _services.Stage.Group!, exception.Error.Reason);
            }
        }

        return [.. partitions.Select(place => new TopicPartitionOffset(place, Offset.Unset))];
    }

    private void OnRevoked(List<TopicPartitionOffset> partitions)
    {
        LogRevoked(_services.Logger, _services.Stage.Group!, string.Join(", ", partitions.Select(place => place.TopicPartition)));
        Leave(Known(partitions), _drain, mayCommit: true);
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
                _crashes?.SayGoodbye(partitions);
            }
        }
        finally
        {
            // Also when the client has failed for good: nothing may be left that still counts as ours.
            Resume(partitions);
            foreach (PartitionState partition in partitions)
            {
                _paused -= partition.IsPaused ? 1 : 0;
                partition.Abort();
                _partitions.Remove(partition.Partition);
                _crashes?.OnLeft(partition);
                _onAssignment(partition, false);
            }
        }
    }

    /// <summary>
    /// The client remembers what was paused beyond a rebalance: a partition that leaves paused and comes back to this member would never be
    /// read again, because its new state knows of no pause.
    /// </summary>
    private void Resume(List<PartitionState> partitions)
    {
        List<TopicPartition> paused = [.. partitions.Where(partition => partition.IsPaused || partition.Crashes.IsPaused).Select(PlaceOf)];
        try
        {
            if (paused.Count > 0)
            {
                _consumer.Resume(paused);
            }
        }
        catch (KafkaException exception)
        {
            LogConsumeFailed(_services.Logger, _services.Stage.Topic!, exception.Error.Reason);
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

    [LoggerMessage(50, LogLevel.Information, "{Group} was assigned {Partitions}")]
    private static partial void LogAssigned(ILogger logger, string group, string partitions);

    [LoggerMessage(57, LogLevel.Information, "{Group}: committed offsets are not told at once: {Reason}")]
    private static partial void LogCommittedUnknown(ILogger logger, string group, string reason);

    [LoggerMessage(51, LogLevel.Information, "{Group} gives up {Partitions}")]
    private static partial void LogRevoked(ILogger logger, string group, string partitions);

    [LoggerMessage(52, LogLevel.Warning, "{Group} has lost {Partitions}")]
    private static partial void LogLost(ILogger logger, string group, string partitions);
}
