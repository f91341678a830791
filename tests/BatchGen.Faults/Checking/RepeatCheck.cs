using BatchGen.FaultApp.Handling;
using BatchGen.Faults.Schedules;
using Confluent.Kafka;

namespace BatchGen.Faults.Checking;

/// <summary>Effects that were had more than once, and whether something explains them.</summary>
internal static class RepeatCheck
{
    /// <summary>How many effects there are beyond one for each record that the producer wrote.</summary>
    public static int Repeats(Evidence evidence) => evidence.Records.Values.Sum(facts => RepeatsOf(facts, evidence.World.Schedule.Variant));

    public static IEnumerable<string> Problems(Evidence evidence)
    {
        Schedule schedule = evidence.World.Schedule;
        int repeats = Repeats(evidence);
        int deaths = evidence.Consumers.Killed + evidence.Consumers.SelfKilled;
        int disturbances = deaths + schedule.Actions.Count(action => action.Disturbs);
        switch (schedule.Variant.Effects)
        {
            case EffectPromise.ExactlyOnce:
                foreach (RecordFacts facts in evidence.Records.Values.Where(facts => facts.Effects > 1))
                {
                    yield return $"{facts.Record.Id} has {facts.Effects} effects, and its handler takes part in the store's transaction";
                }

                break;
            case EffectPromise.Deduplicated when repeats > disturbances * schedule.Variant.MaxConcurrency:
                yield return $"{repeats} effects were repeated: {string.Join(", ", evidence.Records.Values.Where(facts => facts.Effects > 1).Take(10).Select(facts => facts.Record.Id))}; {disturbances} disturbances explain at most {schedule.Variant.MaxConcurrency} each";
                break;
            case EffectPromise.Repeatable when repeats > 0 && disturbances == 0 && !schedule.StopsUnderLoad:
                yield return $"{repeats} effects were repeated, and nothing disturbed the consumers";
                break;
        }

        foreach (string problem in StopProblems(evidence))
        {
            yield return problem;
        }
    }

    private static int RepeatsOf(RecordFacts facts, Variant variant) =>
        Math.Max(0, facts.Effects - (variant.Effects == EffectPromise.Repeatable ? Math.Max(1, facts.Copies.Count) : 1));

    /// <summary>
    /// What was done before a graceful stop does not come again behind it, unless an earlier record of its partition was not done: only the
    /// end of the unbroken run of done records can be committed.
    /// </summary>
    private static IEnumerable<string> StopProblems(Evidence evidence)
    {
        // A batch that is being halved around a bad record when the stop comes is not over, so its good half comes again with it.
        if (evidence.World.Schedule.Variant.TakesMany > 1)
        {
            yield break;
        }

        // Several that leave a classic group at once disturb each other's last commits on this broker.
        Schedule schedule = evidence.World.Schedule;
        if (evidence.Actions.StartedAgainAt is not { } startedAgain || (schedule.Protocol != Protocol.Consumer && schedule.Consumers > 1))
        {
            yield break;
        }

        HashSet<string> stopped = [.. evidence.Actions.Stopped];
        foreach (IGrouping<int, (RecordFacts Facts, ConsumeResult<byte[]?, byte[]?> Copy)> partition in evidence.Records.Values
            .SelectMany(facts => facts.Copies.Select(copy => (facts, copy))).GroupBy(place => place.copy.Partition.Value))
        {
            foreach ((RecordFacts facts, ConsumeResult<byte[]?, byte[]?> copy) in partition.OrderBy(place => place.Copy.Offset.Value))
            {
                List<SeenEvent> here = [.. facts.Events.Where(seen => seen.Event.Offset == copy.Offset.Value && seen.Event.Partition == partition.Key)];
                if (!here.Any(seen => seen.Event.Kind == EventKind.Return && stopped.Contains(seen.Process)))
                {
                    // Not known to be done in one of those that ended in order: what comes behind it could not be committed.
                    break;
                }

                if (here.Any(seen => seen.Event.Kind == EventKind.Start && seen.Event.At > startedAgain))
                {
                    yield return $"{facts.Record.Id} was done before a graceful stop and handled again after it";
                }
            }
        }
    }
}
