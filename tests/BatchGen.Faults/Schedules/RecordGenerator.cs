using System.Text;
using BatchGen.FaultApp;

namespace BatchGen.Faults.Schedules;

/// <summary>The records of a schedule: how many, of which keys, and what their handlers do.</summary>
internal static class RecordGenerator
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public static IReadOnlyList<PlannedRecord> Generate(Random random, Variant variant, int partitions)
    {
        int count = random.Next(60, 320);
        int keys = random.Next(5, 80);
        int hotShare = random.Next(3) switch { 0 => random.Next(20, 60), _ => 0 };
        bool hangs = random.Next(12) == 0;
        int kills = random.Next(3) == 0 ? random.Next(1, 4) : 0;
        int pace = random.Next(3) switch { 0 => 0, 1 => 5, _ => 20 };
        List<PlannedRecord> records = new(count);
        for (int i = 0; i < count; i++)
        {
            int key = random.Next(100) < hotShare ? 0 : random.Next(keys);
            records.Add(Record(random, variant, partitions, i, key, pace, hangs, count));
        }

        for (int i = 0; i < kills; i++)
        {
            int place = random.Next(records.Count);
            string kill = random.Next(2) == 0 ? Instructions.KillBefore : Instructions.KillAfter;
            records[place] = records[place] with { Content = records[place].Content with { Do = kill, Times = random.Next(1, 3) }, Garbage = null, IsTombstone = false };
        }

        if (random.Next(20) == 0)
        {
            int place = random.Next(records.Count);
            records[place] = records[place] with { Content = records[place].Content with { Do = Instructions.KillBefore, Times = int.MaxValue }, Garbage = null, IsTombstone = false };
        }

        if (variant.IsRun && random.Next(2) == 0)
        {
            int place = random.Next(records.Count);
            string kill = random.Next(2) == 0 ? Instructions.KillInExtract : Instructions.KillInTransform;
            records[place] = records[place] with { Content = records[place].Content with { Do = kill, Times = random.Next(1, 3) } };
        }

        return records;
    }

    private static PlannedRecord Record(Random random, Variant variant, int partitions, int number, int key, int pace, bool hangs, int count)
    {
        (string instruction, int times) = Instruction(random, hangs, count);
        FaultRecord content = new(
            $"r{number:D4}",
            $"k{key}",
            instruction,
            times,
            pace == 0 ? 0 : random.Next(pace),
            random.Next(10) == 0 ? new string(Letters[random.Next(Letters.Length)], random.Next(2_000)) : null);
        bool isKeyless = !variant.IsRun && random.Next(20) == 0;
        PlannedRecord record = new(content, isKeyless ? null : content.Key, isKeyless ? random.Next(partitions) : key % partitions);
        return !variant.IsRun && random.Next(40) == 0 ? Spoil(random, record) : record;
    }

    private static (string Do, int Times) Instruction(Random random, bool hangs, int count) => random.Next(1_000) switch
    {
        < 70 => (Instructions.Throw, random.Next(1, Variant.Attempts)),
        < 85 => (Instructions.Poison, 0),
        < 100 => (Instructions.Permanent, 0),
        var draw when hangs && draw < 100 + (2_000 / count) => (Instructions.Hang, 0),
        _ => (Instructions.Ok, 0),
    };

    /// <summary>Bytes that no envelope has.</summary>
    private static PlannedRecord Spoil(Random random, PlannedRecord record) => random.Next(7) switch
    {
        0 => record with { IsTombstone = true },
        1 => record with { Garbage = [] },
        2 => record with { Garbage = "this is no JSON"u8.ToArray() },
        3 => record with { Garbage = [0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28] },
        4 => record with { Garbage = Encoding.UTF8.GetBytes($$"""{"batch_id":"{{Guid.Empty}}","record_id":7,"payload":{} }""") },
        5 => record with { Garbage = Encoding.UTF8.GetBytes(new string('[', 100_000)) },
        _ => record with { Garbage = """{"record_id":"x","ingested_at":"2026-01-01T00:00:00Z","payload":null"""u8.ToArray() },
    };
}
