using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <content>
/// Reading. The first record of a poll comes through the client's <c>Consume</c>, which waits for it and brings errors and whatever a
/// handler threw; those behind it straight from the client's queue, for a tenth of the time.
/// </content>
internal sealed partial class PollLoop
{
    private readonly List<ConsumedMessage> _polled = new(MaxPolled);
    private readonly Stack<ConsumedMessage> _free = new();
    private int _polledBytes;
    private long _polledAt;

    private bool HasRoom => _polled.Count < _maxPolled && _polledBytes < MaxPolledBytes;

    /// <summary>Takes what is there, up to a bound, and hands it over in one go.</summary>
    private void Poll(CancellationToken stopping)
    {
        TimeSpan wait = _paused > 0 || _crashes?.IsActive == true ? PausedWait : IdleWait;
        try
        {
            while (HasRoom && _consumer.Consume(_polled.Count == 0 ? wait : TimeSpan.Zero) is { } result)
            {
                if (!result.IsPartitionEOF && _partitions.TryGetValue(result.Partition.Value, out PartitionState? partition))
                {
                    Take().Set(partition, result, _polledAt);
                    Keep();
                }

                ReadQueue();
            }
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal)
        {
            ThrowIfUnread(exception.Error);
            LogConsumeFailed(_services.Logger, _services.Stage.Topic!, exception.Error.Reason);
            stopping.WaitHandle.WaitOne(IdleWait);
        }

        if (_polled.Count > 0)
        {
            _crashes?.Admit(_polled);
            _scheduler.Enqueue(_polled);
            _polled.Clear();
            _polledBytes = 0;
        }
    }

    private unsafe void ReadQueue()
    {
        while (_queue is not null && HasRoom)
        {
            // As many as fit when they are as large as those so far.
            int averageSize = (_polledBytes / Math.Max(1, _polled.Count)) + 1;
            int wanted = Math.Min(_maxPolled - _polled.Count, ((MaxPolledBytes - _polledBytes) / averageSize) + 1);
            ReadOnlySpan<nint> records = _queue.Read(wanted);
            try
            {
                foreach (nint record in records)
                {
                    Keep((NativeRecord*)record);
                }
            }
            finally
            {
                _queue.Release(records);
            }

            if (records.Length < wanted)
            {
                return;
            }
        }
    }

    private unsafe void Keep(NativeRecord* record)
    {
        if (record->Error == ErrorCode.Local_Fatal)
        {
            throw new KafkaException(new Error(record->Error, "the client has failed for good", isFatal: true));
        }

        if (record->Error == ErrorCode.Local_PartitionEOF)
        {
            return;
        }

        if (record->Error != ErrorCode.NoError)
        {
            ThrowIfUnread(new Error(record->Error));
            LogConsumeFailed(_services.Logger, _services.Stage.Topic!, new Error(record->Error).Reason);
        }
        else if (_partitions.TryGetValue(record->Partition, out PartitionState? partition))
        {
            Take().Set(partition, in *record, _queue!.TimestampOf(record), _queue.HeadersOf(record), _polledAt);
            Keep();
        }
    }

    /// <summary>
    /// A committed offset that the group would not tell (a coordinator that moves right behind an assignment): the client reports it once
    /// and leaves the partition assigned and unread for ever. Nothing but an answer of the group has these codes; a new client asks again.
    /// </summary>
    /// <exception cref="KafkaException">It is such an error.</exception>
    private static void ThrowIfUnread(Error error)
    {
        if (error.Code is ErrorCode.NotCoordinatorForGroup or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.GroupLoadInProgress
            or ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.StaleMemberEpoch or ErrorCode.FencedMemberEpoch
            or ErrorCode.RequestTimedOut or ErrorCode.UnstableOffsetCommit)
        {
            throw new KafkaException(error);
        }
    }

    /// <summary>The message that the next record goes into; it stays free until it is kept.</summary>
    private ConsumedMessage Take()
    {
        if (_free.Count == 0)
        {
            _scheduler.Rent(_free);
        }

        // Those that come in one go were there together.
        _polledAt = _polled.Count == 0 ? _services.Time.GetTimestamp() : _polledAt;
        return _free.Peek();
    }

    private void Keep()
    {
        ConsumedMessage message = _free.Pop();
        _polled.Add(message);
        _polledBytes += message.Size;
    }
}
