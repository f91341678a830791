namespace BatchGen.Faults.Schedules;

/// <summary>Makes a schedule from a seed: the same seed, the same schedule.</summary>
internal static class ScheduleGenerator
{
    public const int Brokers = 3;

    private static readonly int[] PartitionCounts = [1, 1, 2, 3, 4, 4, 6, 8, 12, 16];
    private static readonly int[] ConsumerCounts = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4];

    /// <param name="seed">Where all randomness comes from.</param>
    /// <param name="variants">The jobs to choose from.</param>
    /// <param name="isEmbedded">Whether the broker can be told to misbehave.</param>
    public static Schedule Generate(int seed, IReadOnlyList<Variant> variants, bool isEmbedded = true)
    {
        // Neighbouring seeds start alike; a few draws later they do not.
        Random random = new(seed);
        for (int i = 0; i < 8; i++)
        {
            random.Next();
        }

        Variant variant = variants[random.Next(variants.Count)];
        Protocol protocol = random.Next(100) switch { < 65 => Protocol.Consumer, < 90 => Protocol.Cooperative, _ => Protocol.Range };
        int partitions = PartitionCounts[random.Next(PartitionCounts.Length)];
        int consumers = random.Next(25) == 0 ? random.Next(5, 9) : ConsumerCounts[random.Next(ConsumerCounts.Length)];
        byte[] batch = new byte[16];
        random.NextBytes(batch);
        batch[6] = (byte)((batch[6] & 0x0f) | 0x40);
        batch[8] = (byte)((batch[8] & 0x3f) | 0x80);

        IReadOnlyList<PlannedRecord> records = RecordGenerator.Generate(random, variant, partitions);
        bool stopsUnderLoad = random.Next(100) < 40;
        IReadOnlyList<ScheduledAction> actions = new ActionGenerator(random, variant, partitions, consumers, records.Count, isEmbedded, stopsUnderLoad).Generate();
        bool hangs = records.Any(record => record.Content.Do == FaultApp.Instructions.Hang);
        return new Schedule
        {
            Seed = seed,
            Variant = variant,
            Protocol = protocol,
            Partitions = partitions,
            Consumers = consumers,
            BatchId = new Guid(batch, bigEndian: true),
            Records = records,
            Actions = actions,
            StopsUnderLoad = stopsUnderLoad,
            Timeout = TimeSpan.FromMilliseconds(hangs ? 700 : 10_000),
        };
    }
}
