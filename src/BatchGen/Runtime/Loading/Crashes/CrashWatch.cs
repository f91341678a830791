namespace BatchGen.Runtime;

/// <summary>What the poll thread knows of one partition's crashes. Poll thread only.</summary>
internal sealed class CrashWatch
{
    /// <summary>Whether the note of the owner before was read, and ours was left.</summary>
    public bool IsOpened { get; set; }

    /// <summary>Whether a note stands beside the committed offset, which an orderly leave has to take away.</summary>
    public bool HasNote { get; set; }

    /// <summary>The note of the owner before, and ours since.</summary>
    public CrashNote Note { get; set; }

    /// <summary>How many records are still to be handled alone; 0 when the partition is handled as usual.</summary>
    public int AloneFor { get; set; }

    /// <summary>Whether the partition is kept from being read because records wait here.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Records that were read and wait to be handled alone.</summary>
    public Queue<ConsumedMessage> Waiting { get; } = new();
}
