using BatchGen.FaultApp;
using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Checking;

/// <summary>Each record that the broker has is somewhere at the end, and where its instruction leads.</summary>
internal static class EndStateCheck
{
    public static IEnumerable<string> Problems(RecordFacts facts, Evidence evidence)
    {
        Schedule schedule = evidence.World.Schedule;
        if (schedule.Variant.IsRun ? facts.Copies.Count == 0 : facts.Acknowledged is { } place && !facts.Copies.Any(copy => copy.Partition.Value == place.Partition && copy.Offset.Value == place.Offset))
        {
            yield return "LOST: it is not in the topic";
            yield break;
        }

        if (facts.Copies.Count == 0)
        {
            yield break;
        }

        bool isProcessed = facts.Effects > 0;
        bool isKept = facts.DeadLetters.Count > 0 || facts.Stored.Count > 0;
        if (!isProcessed && !isKept)
        {
            yield return "LOST: neither processed, nor dead-lettered, nor in the fallback store";
            yield break;
        }

        bool fails = facts.Record.Fails;
        bool mayFail = MayTimeOut(schedule) || evidence.MayBlame;
        if (fails && isProcessed)
        {
            yield return "it can only fail, and was processed";
        }

        if (!fails && !isProcessed && !mayFail)
        {
            yield return "it can be processed, and was not";
        }

        if (!fails && isKept && !mayFail)
        {
            yield return "it can be processed, and was dead-lettered or put into the fallback store";
        }

        if (facts.Stored.Count > 0 && !schedule.Has(ActionKind.DeadLetterTopicAway))
        {
            yield return "it is in the fallback store, and the dead-letter topic was never away";
        }
    }

    /// <summary>Whether attempts may take longer than they are given: short ones, or a process that stood still.</summary>
    private static bool MayTimeOut(Schedule schedule) =>
        schedule.Has(ActionKind.FreezeConsumer) || schedule.Records.Any(record => record.Content.Do == Instructions.Hang);
}
