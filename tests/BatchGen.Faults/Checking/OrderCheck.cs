using BatchGen.FaultApp.Handling;
using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Checking;

/// <summary>Records of a key (or of a partition) are handled in their order.</summary>
internal static class OrderCheck
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        Variant variant = evidence.World.Schedule.Variant;
        if (variant.Order == RecordOrdering.None)
        {
            yield break;
        }

        // A record that the producer wrote twice is in two places, and nobody can say which of its events belong to which.
        IEnumerable<RecordFacts> once = evidence.Records.Values.Where(facts => facts.Copies.Count == 1 && facts.Record.IsReadable);
        IEnumerable<IGrouping<(int, string?), RecordFacts>> lanes = once
            .Where(facts => variant.Order == RecordOrdering.Partition || facts.Copies[0].Message.Key is not null)
            .GroupBy(facts => (facts.Copies[0].Partition.Value, variant.Order == RecordOrdering.Key ? facts.Record.Key : null));
        foreach (IGrouping<(int, string?), RecordFacts> lane in lanes)
        {
            List<RecordFacts> records = [.. lane.OrderBy(facts => facts.Copies[0].Offset.Value)];
            foreach ((RecordFacts earlier, RecordFacts later) in records.Zip(records.Skip(1)))
            {
                if (Problem(earlier, later, variant) is { } problem)
                {
                    yield return problem;
                }
            }
        }
    }

    private static string? Problem(RecordFacts earlier, RecordFacts later, Variant variant)
    {
        if (variant.TakesMany > 1)
        {
            // Handled in one call, so begun together: their effects follow each other.
            return Before(First(later, EventKind.Effect), First(earlier, EventKind.Effect))
                ? $"the effect of {later.Record.Id} came before that of {earlier.Record.Id}, which is before it in its partition"
                : null;
        }

        return Before(First(later, EventKind.Start), earlier.EndedAt)
            ? $"{later.Record.Id} was begun before {earlier.Record.Id} was over, which is before it in {(variant.Order == RecordOrdering.Key ? "its key" : "its partition")}"
            : null;
    }

    private static bool Before(DateTime? a, DateTime? b) => a < b;

    private static DateTime? First(RecordFacts facts, EventKind kind) => facts.Of(kind).Select(happened => (DateTime?)happened.At).Min();
}
