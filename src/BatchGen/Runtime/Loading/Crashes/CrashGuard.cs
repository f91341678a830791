using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>
/// Finds the record that kills the process, and has it dead-lettered instead of letting it kill every process that comes after. Each owner
/// of a partition notes beside the committed offset that it has begun there. When several in a row got nothing done and said no goodbye,
/// the next one handles the records alone, one after the other, and notes which one it has in hand; a record that was in hand at the death
/// of several is not handled again.
/// </summary>
/// <remarks>
/// Ownership: the poll thread. The notes are Kafka's, so they outlive the process and its machine. They are best effort: without them, or
/// when they cannot be written, records are handled as usual. An orderly leave, or any progress, takes a note away.
/// </remarks>
internal sealed partial class CrashGuard(
    LoadServices services,
    RecordScheduler scheduler,
    AnnotatedCommits commits,
    IConsumer<PooledBytes, PooledBytes> consumer,
    Func<PartitionState, bool> commitBefore)
{
    private static readonly TimeSpan WriteAgainWait = TimeSpan.FromMilliseconds(100);

    private readonly List<PartitionState> _alone = [];
    private readonly List<ConsumedMessage> _next = [];
    private int _unopened;
    private long _lastRefusal;

    /// <summary>How many deaths make a record guilty, and how many idle ends of owners make a partition suspicious.</summary>
    private int Limit => services.Options.MaxCrashesPerRecord;

    /// <summary>Null when the application has switched it off, or the native client cannot be reached.</summary>
    /// <param name="services">What the stage's workers share.</param>
    /// <param name="scheduler">Where records go.</param>
    /// <param name="consumer">The consumer.</param>
    /// <param name="commitBefore">Commits what a note would otherwise pass over: what was published leaves with its offset or not at all.</param>
    public static CrashGuard? Open(
        LoadServices services, RecordScheduler scheduler, IConsumer<PooledBytes, PooledBytes> consumer, Func<PartitionState, bool> commitBefore) =>
        services.Options.MaxCrashesPerRecord > 0 && AnnotatedCommits.Open(consumer.Handle) is { } commits
            ? new CrashGuard(services, scheduler, commits, consumer, commitBefore)
            : null;

    /// <summary>Whether records of some partition are handled alone, so that the poll thread has to look after them.</summary>
    public bool IsActive => _alone.Count > 0;

    public void OnAssigned() => _unopened++;

    public void OnLeft(PartitionState partition)
    {
        _unopened -= partition.Crashes.IsOpened ? 0 : 1;
        _alone.Remove(partition);
    }

    /// <summary>Before records are handed over: reads and leaves the notes of partitions that are new here, and keeps back what is handled alone.</summary>
    public void Admit(List<ConsumedMessage> polled)
    {
        if (_unopened > 0)
        {
            OpenNew(polled);
        }

        if (_alone.Count > 0)
        {
            polled.RemoveAll(KeepBack);
        }
    }

    /// <summary>Hands over the next record of each partition whose records are handled alone, when nothing of it is in hand.</summary>
    public void Dispatch()
    {
        for (int i = _alone.Count - 1; i >= 0; i--)
        {
            PartitionState partition = _alone[i];
            CrashWatch watch = partition.Crashes;
            if (scheduler.InFlightOf(partition) == 0)
            {
                if (watch.AloneFor == 0)
                {
                    End(partition);
                }
                else if (watch.Waiting.TryPeek(out ConsumedMessage? message) && TryBegin(partition, message))
                {
                    watch.Waiting.Dequeue();
                    watch.AloneFor--;
                    _next.Add(message);
                }
            }

            SetPaused(partition, watch.Waiting.Count > 0);
        }

        scheduler.Enqueue(_next);
        _next.Clear();
    }

    /// <summary>Takes the notes away that no commit has overwritten: this owner leaves in order.</summary>
    public void SayGoodbye(List<PartitionState> partitions)
    {
        List<AnnotatedOffset> offsets =
            [.. partitions.Where(partition => partition.Crashes.HasNote).Select(partition => new AnnotatedOffset(partition, partition.Committed, ""))];
        TryWrite(offsets);
    }

    private void OpenNew(List<ConsumedMessage> polled)
    {
        Dictionary<PartitionState, long> first = [];
        foreach (ConsumedMessage message in polled)
        {
            if (!message.Partition.Crashes.IsOpened)
            {
                first.TryAdd(message.Partition, message.Offset);
            }
        }

        if (first.Count == 0)
        {
            return;
        }

        List<AnnotatedOffset> notes = [];
        foreach ((PartitionState partition, CrashNote left) in ReadNotes([.. first.Keys]))
        {
            CrashWatch watch = partition.Crashes;
            watch.IsOpened = true;
            _unopened--;
            watch.Note = left with { Starts = left.Starts + 1 };
            notes.Add(new AnnotatedOffset(partition, first[partition], watch.Note.ToString()));
            if (left.Starts >= Limit)
            {
                LogAlone(services.Logger, partition.Topic, partition.Partition, first[partition], left.Starts);
                watch.AloneFor = services.Options.MaxInFlightRecords;
                _alone.Add(partition);
            }
        }

        TryWrite(notes);
    }

    private IEnumerable<(PartitionState Partition, CrashNote Note)> ReadNotes(List<PartitionState> partitions)
    {
        try
        {
            return commits.Read(partitions).Select(read => (read.Partition, CrashNote.Parse(read.Metadata)));
        }
        catch (KafkaException exception)
        {
            LogNotesUnread(services.Logger, services.Stage.Topic!, exception.Error.Reason);
            return partitions.Select(partition => (partition, default(CrashNote)));
        }
    }

    /// <summary>Notes that the record is in hand, or that it is not to be handled again. Not begun when that cannot be noted now.</summary>
    private bool TryBegin(PartitionState partition, ConsumedMessage message)
    {
        if (_lastRefusal != 0 && services.Time.GetElapsedTime(_lastRefusal) < WriteAgainWait)
        {
            return false;
        }

        CrashWatch watch = partition.Crashes;
        int deaths = watch.Note.Suspect == message.Offset ? watch.Note.Deaths : 0;
        if (deaths >= Limit)
        {
            LogGuilty(services.Logger, partition.Topic, partition.Partition, message.Offset, deaths);
            message.Deaths = deaths;
            watch.AloneFor = 1;
            return true;
        }

        CrashNote note = watch.Note with { Suspect = message.Offset, Deaths = deaths + 1 };
        if (!commitBefore(partition) || !TryWrite([new AnnotatedOffset(partition, message.Offset, note.ToString())]))
        {
            _lastRefusal = services.Time.GetTimestamp();
            return false;
        }

        watch.Note = note;
        return true;
    }

    private bool TryWrite(List<AnnotatedOffset> offsets)
    {
        if (offsets.Count == 0)
        {
            return true;
        }

        try
        {
            commits.Write(offsets);
            foreach (AnnotatedOffset offset in offsets)
            {
                offset.Partition.Committed = offset.Offset;
                offset.Partition.Crashes.HasNote = offset.Metadata.Length > 0;
            }

            return true;
        }
        catch (KafkaException exception)
        {
            LogNoteRefused(services.Logger, services.Stage.Topic!, exception.Error.Reason);
            return false;
        }
    }

    private bool KeepBack(ConsumedMessage message)
    {
        bool isAlone = _alone.Contains(message.Partition);
        if (isAlone)
        {
            message.Partition.Crashes.Waiting.Enqueue(message);
        }

        return isAlone;
    }

    private void End(PartitionState partition)
    {
        LogTogether(services.Logger, partition.Topic, partition.Partition);
        _next.AddRange(partition.Crashes.Waiting);
        partition.Crashes.Waiting.Clear();
        _alone.Remove(partition);
    }

    private void SetPaused(PartitionState partition, bool isPaused)
    {
        CrashWatch watch = partition.Crashes;
        if (watch.IsPaused == isPaused)
        {
            return;
        }

        watch.IsPaused = isPaused;
        if (partition.IsPaused)
        {
            // The bounds on what is in flight have it paused, and resume it.
            return;
        }

        TopicPartition[] place = [new(partition.Topic, partition.Partition)];
        if (isPaused)
        {
            consumer.Pause(place);
        }
        else
        {
            consumer.Resume(place);
        }
    }

    [LoggerMessage(
        70, LogLevel.Warning,
        "{Topic}[{Partition}]: {Starts} owners in a row have ended at offset {Offset} without a word. Its records are handled one after the other, until the one that ends them is found")]
    private static partial void LogAlone(ILogger logger, string topic, int partition, long offset, int starts);

    [LoggerMessage(71, LogLevel.Information, "{Topic}[{Partition}]: records are handled side by side again")]
    private static partial void LogTogether(ILogger logger, string topic, int partition);

    [LoggerMessage(72, LogLevel.Error, "{Topic}[{Partition}]@{Offset} was in hand when {Deaths} processes ended; it is not handled again")]
    private static partial void LogGuilty(ILogger logger, string topic, int partition, long offset, int deaths);

    [LoggerMessage(73, LogLevel.Information, "{Topic}: whether earlier owners have ended without a word is unknown: {Reason}")]
    private static partial void LogNotesUnread(ILogger logger, string topic, string reason);

    [LoggerMessage(74, LogLevel.Debug, "{Topic}: a note for the next owner was refused: {Reason}")]
    private static partial void LogNoteRefused(ILogger logger, string topic, string reason);
}
