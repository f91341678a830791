using System.Text;
using BatchGen.FaultApp.Handling;
using BatchGen.Faults.Execution;

namespace BatchGen.Faults.Checking;

/// <summary>Accounts for every record of a schedule.</summary>
internal static class Checker
{
    private const int ShownRecords = 5;
    private const int ShownOutput = 40;

    /// <param name="evidence">What the schedule has left behind.</param>
    /// <param name="found">What went wrong on the way.</param>
    public static ScheduleOutcome Check(Evidence evidence, IReadOnlyList<string> found)
    {
        List<string> problems = [.. found, .. evidence.Strangers.Take(ShownRecords)];
        List<RecordFacts> suspects = [];
        foreach (RecordFacts facts in evidence.Records.Values)
        {
            List<string> own = [.. EndStateCheck.Problems(facts, evidence), .. DeadLetterCheck.Problems(facts, evidence)];
            if (own.Count > 0)
            {
                suspects.Add(facts);
                problems.AddRange(own.Select(problem => $"{facts.Record.Id}: {problem}"));
            }
        }

        List<string> general = [.. RepeatCheck.Problems(evidence), .. OrderCheck.Problems(evidence)];
        problems.AddRange(general);
        suspects.AddRange(evidence.Records.Values.Where(facts => general.Any(problem => problem.Contains(facts.Record.Id, StringComparison.Ordinal))));
        return new ScheduleOutcome
        {
            Schedule = evidence.World.Schedule,
            Problems = problems,
            Report = problems.Count == 0 ? evidence.World.Timeline.ToString() : Report(evidence, problems, suspects),
            Records = evidence.Records.Values.Count(facts => facts.Copies.Count > 0),
            Lost = problems.Count(problem => problem.Contains("LOST", StringComparison.Ordinal)),
            Repeated = RepeatCheck.Repeats(evidence),
            DeadLettered = evidence.Records.Values.Count(facts => facts.DeadLetters.Count > 0),
            FellBack = evidence.Records.Values.Count(facts => facts.Stored.Count > 0),
            Killed = evidence.Consumers.Killed + evidence.Consumers.SelfKilled + evidence.Runs.Killed,
            StopTimes = [.. evidence.Consumers.StopTimes],
            RecoveryTimes = [.. RecoveryTimes(evidence)],
        };
    }

    /// <summary>How long after an outage of all brokers the next effect came, where there was something to do.</summary>
    private static IEnumerable<TimeSpan> RecoveryTimes(Evidence evidence)
    {
        foreach (DateTime back in evidence.Actions.Recoveries)
        {
            List<DateTime> pending =
            [
                .. evidence.Records.Values
                    .Where(facts => facts.Acknowledged is { } acknowledged && acknowledged.At < back)
                    .Select(facts => facts.Of(EventKind.Effect).Select(happened => happened.At).DefaultIfEmpty(DateTime.MinValue).Min())
                    .Where(at => at > back),
            ];
            if (pending.Count > 0)
            {
                yield return pending.Min() - back;
            }
        }
    }

    private static string Report(Evidence evidence, List<string> problems, List<RecordFacts> suspects)
    {
        Timeline timeline = evidence.World.Timeline;
        StringBuilder report = new();
        report.AppendLine($"{evidence.World.Schedule}").AppendLine();
        foreach (string problem in problems)
        {
            report.AppendLine($"- {problem}");
        }

        foreach (RecordFacts facts in suspects.Distinct().Take(ShownRecords))
        {
            report.AppendLine().AppendLine($"{facts.Record.Id} (key {facts.Record.Key}, partition {facts.Record.Partition}): {facts.Record.Content.Do} {facts.Record.Content.Times}");
            report.AppendLine($"  acknowledged {facts.Acknowledged?.Partition}@{facts.Acknowledged?.Offset} at {(facts.Acknowledged is { } known ? timeline.Stamp(known.At) : "never")}; in the topic at {string.Join(", ", facts.Copies.Select(copy => $"{copy.Partition.Value}@{copy.Offset.Value}"))}");
            report.AppendLine($"  effects {facts.Effects}, dead letters {facts.DeadLetters.Count}, in the fallback store {facts.Stored.Count}");
            foreach (SeenEvent seen in facts.Events)
            {
                report.AppendLine($"  {timeline.Stamp(seen.Event.At)}  {seen.Process} {seen.Event.Kind} {seen.Event.Partition}@{seen.Event.Offset} attempt {seen.Event.Attempt}");
            }
        }

        report.AppendLine().AppendLine("Timeline").AppendLine(timeline.ToString());
        foreach (string process in evidence.World.Processes.TakeLast(ShownRecords))
        {
            string output = Path.Combine(evidence.World.Folder, $"{process}.output");
            if (File.Exists(output))
            {
                report.AppendLine().AppendLine($"Last output of {process}");
                report.AppendJoin('\n', File.ReadLines(output).TakeLast(ShownOutput)).AppendLine();
            }
        }

        return report.ToString();
    }
}
