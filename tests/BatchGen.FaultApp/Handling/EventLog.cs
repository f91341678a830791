using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BatchGen.FaultApp.Handling;

/// <summary>
/// What happened in this process, a line for each event: it is in the file before the next instruction runs, and what is in the file
/// outlives the process, however it ends.
/// </summary>
public sealed class EventLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _file;
    private long _length;

    public EventLog(FaultSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _file = File.OpenHandle(
            FaultSettings.EventLogOf(settings.Folder, settings.Process), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Writes an event of a record.</summary>
    public void Write(EventKind kind, BatchRecord<FaultRecord> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Write(new HandlerEvent(kind, DateTime.UtcNow, record.Partition, record.Offset, record.Attempt, record.RecordId));
    }

    /// <summary>Writes an event.</summary>
    public void Write(HandlerEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        lock (_gate)
        {
            // The time within the lock, so that the lines of a file are in the order of their times.
            byte[] line = Encoding.UTF8.GetBytes((happened with { At = DateTime.UtcNow }).ToString() + "\n");
            RandomAccess.Write(_file, line, _length);
            _length += line.Length;
        }
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>What happens to a record in a handler.</summary>
public enum EventKind
{
    /// <summary>The handler was called.</summary>
    Start,

    /// <summary>The effect was had; in a transaction it still depends on its commit.</summary>
    Effect,

    /// <summary>The handler returned.</summary>
    Return,

    /// <summary>The handler throws.</summary>
    Throw,

    /// <summary>The handler's token was cancelled.</summary>
    Cancelled,

    /// <summary>The handler kills its process.</summary>
    Kill,
}

/// <summary>One line of an <see cref="EventLog"/>.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Partition">The record's partition.</param>
/// <param name="Offset">The record's offset.</param>
/// <param name="Attempt">Which attempt it is.</param>
/// <param name="RecordId">The record.</param>
public sealed record HandlerEvent(EventKind Kind, DateTime At, int Partition, long Offset, int Attempt, string RecordId)
{
    public static HandlerEvent Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        string[] parts = line.Split(' ');
        return new HandlerEvent(
            Enum.Parse<EventKind>(parts[0]),
            new DateTime(long.Parse(parts[1], CultureInfo.InvariantCulture), DateTimeKind.Utc),
            int.Parse(parts[2], CultureInfo.InvariantCulture),
            long.Parse(parts[3], CultureInfo.InvariantCulture),
            int.Parse(parts[4], CultureInfo.InvariantCulture),
            parts[5]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind} {At.Ticks} {Partition} {Offset} {Attempt} {RecordId}");
}
