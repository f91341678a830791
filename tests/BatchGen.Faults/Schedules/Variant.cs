namespace BatchGen.Faults.Schedules;

/// <summary>One of the fault application's jobs, and what it promises.</summary>
/// <param name="Name">The name that reports and <c>--variants</c> use.</param>
/// <param name="Job">The job.</param>
/// <param name="Topic">The topic that it loads.</param>
/// <param name="Order">Which records follow each other.</param>
/// <param name="MaxConcurrency">How many records one process handles at once.</param>
/// <param name="Effects">What a record's effect is, and how often it may be had.</param>
internal sealed record Variant(string Name, string Job, string Topic, RecordOrdering Order, int MaxConcurrency, EffectPromise Effects = EffectPromise.Repeatable)
{
    /// <summary>How often a record is attempted; the same for all.</summary>
    public const int Attempts = 3;

    public static readonly Variant Plain = new("plain", "plain-load", "faults.plain.v1", RecordOrdering.Key, 8);
    public static readonly Variant Serial = new("serial", "serial-load", "faults.serial.v1", RecordOrdering.Partition, 4);
    public static readonly Variant Loose = new("loose", "loose-load", "faults.loose.v1", RecordOrdering.None, 8);
    public static readonly Variant Bulk = new("bulk", "bulk-load", "faults.bulk.v1", RecordOrdering.Partition, 4) { TakesMany = 20 };
    public static readonly Variant Run = new("run", "source-run", "faults.run.v1", RecordOrdering.Key, 8) { IsRun = true };

    public static readonly Variant Deduplicated =
        new("deduplicated", "deduplicated-load", "faults.deduplicated.v1", RecordOrdering.Key, 8, EffectPromise.Deduplicated);

    public static readonly Variant Transacted =
        new("transacted", "transacted-load", "faults.transacted.v1", RecordOrdering.Key, 8, EffectPromise.ExactlyOnce);

    public static IReadOnlyList<Variant> All { get; } = [Plain, Serial, Loose, Bulk, Run, Deduplicated, Transacted, Transacted];

    /// <summary>The most records that one call of the handler takes.</summary>
    public int TakesMany { get; init; } = 1;

    /// <summary>Whether the records come from runs of the job itself instead of an outside producer.</summary>
    public bool IsRun { get; init; }

    public string DeadLetterTopic => $"{Topic}.dlq";

    public string Group => $"{Job}.load";

    public override string ToString() => Name;
}

/// <summary>How often an effect may be had.</summary>
internal enum EffectPromise
{
    /// <summary>Again after a crash or a rebalance, for all that was done and not committed.</summary>
    Repeatable,

    /// <summary>Again only when the process ended between the effect and its mark.</summary>
    Deduplicated,

    /// <summary>Once, whatever happens.</summary>
    ExactlyOnce,
}
