using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <content>Commits (standard 4.4).</content>
internal sealed partial class PollLoop
{
    /// <summary>How long a last commit that is refused for a passing reason is made again, before the partition goes without it.</summary>
    private static readonly TimeSpan LastCommitLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastCommitWait = TimeSpan.FromMilliseconds(50);

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
            [.. partitions.Select(partition => (partition, PositionOf(partition))).Where(due => due.Item2 > due.partition.Committed)];
        if (due.Count == 0)
        {
            // What was refused has left with its partition, or went along with a later one.
            _services.Vitals.Committed();
            return null;
        }

        try
        {
            Commit([.. due.Select(commit => new TopicPartitionOffset(PlaceOf(commit.Partition), commit.Position))], due.SelectMany(commit => commit.Partition.Leaving));
            foreach ((PartitionState partition, long position) in due)
            {
                _services.Vitals.Committed();
                partition.Leaving.Clear();
                partition.Committed = position;
                partition.Crashes.HasNote = false;
            }

            return null;
        }
        catch (KafkaException exception) when (!exception.Error.IsFatal)
        {
            _services.Statistics.CountCommitFailure();
            _services.Vitals.CommitRefused();
            LogCommitRefused(_services.Logger, _services.Stage.Topic!, exception.Error.Reason);
            return exception.Error;
        }
    }

    private void Commit(List<TopicPartitionOffset> offsets, IEnumerable<PublishedMessage> messages)
    {
        if (_transactions is null)
        {
            _consumer.Commit(offsets);
        }
        else
        {
            _transactions.Commit(offsets, messages, _consumer.ConsumerGroupMetadata);
        }
    }

    private long PositionOf(PartitionState partition) =>
        _transactions is null ? _scheduler.PositionOf(partition) : _scheduler.TakeLeaving(partition);

    /// <summary>Whether nothing that was published waits for its offset.</summary>
    private bool CommitBefore(PartitionState partition) => _transactions is null || Commit([partition]) is null;

    /// <summary>Commits what is done for the last time before partitions leave: what is refused now comes again elsewhere.</summary>
    private void CommitLast(List<PartitionState> partitions)
    {
        long started = _services.Time.GetTimestamp();
        while (Commit(partitions) is { } error && IsPassing(error) && _services.Time.GetElapsedTime(started) < LastCommitLimit)
        {
            Thread.Sleep(LastCommitWait);
        }
    }

    /// <summary>
    /// Whether a commit may succeed later: not when the group already goes on without this member. A stale epoch is none of these: the
    /// next heartbeat brings the new one.
    /// </summary>
    private static bool IsPassing(Error error) =>
        error.Code is not (ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.FencedInstanceId
            or ErrorCode.FencedMemberEpoch or ErrorCode.GroupAuthorizationFailed or ErrorCode.TopicAuthorizationFailed or ErrorCode.UnknownTopicOrPart);

    [LoggerMessage(54, LogLevel.Information, "A commit of {Topic} was refused and will be made again: {Reason}")]
    private static partial void LogCommitRefused(ILogger logger, string topic, string reason);
}
