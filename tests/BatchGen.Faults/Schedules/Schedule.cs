namespace BatchGen.Faults.Schedules;

/// <summary>What happens in one schedule: all of it follows from the seed.</summary>
internal sealed record Schedule
{
    public required int Seed { get; init; }

    public required Variant Variant { get; init; }

    public required Protocol Protocol { get; init; }

    /// <summary>Partitions of the loaded topic.</summary>
    public required int Partitions { get; init; }

    /// <summary>Consumers at the start.</summary>
    public required int Consumers { get; init; }

    /// <summary>The batch that all records belong to.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>The records, in the order in which they are produced.</summary>
    public required IReadOnlyList<PlannedRecord> Records { get; init; }

    /// <summary>What happens, in this order.</summary>
    public required IReadOnlyList<ScheduledAction> Actions { get; init; }

    /// <summary>Whether all consumers are asked to stop while there is still work, and started again.</summary>
    public required bool StopsUnderLoad { get; init; }

    /// <summary>How long one attempt of a record may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The wait before a record's second attempt; it doubles for the third.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Further settings of the consumers' clients.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public bool Has(ActionKind kind) => Actions.Any(action => action.Kind == kind);

    public override string ToString() =>
        $"seed {Seed}: {Variant}, {Protocol}, {Partitions} partitions, {Consumers} consumers, {Records.Count} records, {Actions.Count} actions"
        + (StopsUnderLoad ? ", stops under load" : "");
}

/// <summary>How the group agrees on who has which partition.</summary>
internal enum Protocol
{
    /// <summary><c>group.protocol=consumer</c>.</summary>
    Consumer,

    /// <summary>Classic, cooperative-sticky: what the generated code asks for.</summary>
    Cooperative,

    /// <summary>Classic, range: everybody gives up everything at each change.</summary>
    Range,
}

/// <summary>A record to be produced.</summary>
/// <param name="Content">The payload, with the id that also stands in a header.</param>
/// <param name="Key">The message key; null for none.</param>
/// <param name="Partition">Where it goes.</param>
/// <param name="Garbage">The bytes of its value when it is no envelope; an empty array with <paramref name="IsTombstone"/> for no value at all.</param>
/// <param name="IsTombstone">Whether it has no value at all.</param>
internal sealed record PlannedRecord(FaultApp.FaultRecord Content, string? Key, int Partition, byte[]? Garbage = null, bool IsTombstone = false)
{
    public string Id => Content.Id;

    /// <summary>Whether every process that handles it dies.</summary>
    public bool KillsAlways => Content is { Do: FaultApp.Instructions.KillBefore, Times: int.MaxValue };

    /// <summary>Whether no attempt can succeed.</summary>
    public bool Fails => !IsReadable || KillsAlways || Content is { Do: FaultApp.Instructions.Poison or FaultApp.Instructions.Permanent } or { Do: FaultApp.Instructions.Hang, Times: 0 };

    public bool IsReadable => Garbage is null && !IsTombstone;
}
