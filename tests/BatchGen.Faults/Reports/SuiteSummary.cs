using System.Text;
using System.Text.Json;
using BatchGen.Faults.Checking;
using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Reports;

/// <summary>What a suite has found, in figures.</summary>
internal sealed class SuiteSummary(IReadOnlyCollection<ScheduleOutcome> outcomes, TimeSpan took)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public int Schedules => outcomes.Count;

    public IReadOnlyList<ScheduleOutcome> Failed { get; } = [.. outcomes.Where(outcome => outcome.Problems.Count > 0).OrderBy(outcome => outcome.Schedule.Seed)];

    public int Lost => outcomes.Sum(outcome => outcome.Lost);

    /// <summary>Effects had more than once, for each promise.</summary>
    public IReadOnlyDictionary<EffectPromise, int> Repeated { get; } =
        outcomes.GroupBy(outcome => outcome.Schedule.Variant.Effects).ToDictionary(group => group.Key, group => group.Sum(outcome => outcome.Repeated));

    /// <summary>How often each fault was injected.</summary>
    public IReadOnlyDictionary<ActionKind, int> Faults { get; } = outcomes.SelectMany(outcome => outcome.Schedule.Actions)
        .Where(action => action.Kind != ActionKind.Produce).CountBy(action => action.Kind).OrderBy(count => count.Key).ToDictionary();

    private TimeSpan[] Recoveries { get; } = [.. outcomes.SelectMany(outcome => outcome.RecoveryTimes).Order()];

    private TimeSpan[] Stops { get; } = [.. outcomes.SelectMany(outcome => outcome.StopTimes).Order()];

    public override string ToString()
    {
        StringBuilder text = new();
        text.AppendLine($"{Schedules} schedules in {took.TotalSeconds:F0} s, {Failed.Count} failed");
        text.AppendLine($"{outcomes.Sum(outcome => outcome.Records)} records: {Lost} lost, {outcomes.Sum(outcome => outcome.DeadLettered)} dead-lettered, {outcomes.Sum(outcome => outcome.FellBack)} in the fallback store");
        text.AppendLine($"effects repeated: {string.Join(", ", Repeated.OrderBy(count => count.Key).Select(count => $"{count.Value} {Words(count.Key)}"))}");
        text.AppendLine($"processes killed: {outcomes.Sum(outcome => outcome.Killed)}");
        text.AppendLine($"faults: {string.Join(", ", Faults.Select(count => $"{count.Value} {count.Key}"))}");
        text.AppendLine($"first effect after an outage of all brokers: {Times(Recoveries)}");
        text.AppendLine($"graceful stop: {Times(Stops)}");
        foreach (ScheduleOutcome failed in Failed)
        {
            text.AppendLine($"FAILED {failed.Schedule}").AppendLine($"  --seed {failed.Schedule.Seed} --schedules 1; everything is in {failed.Folder}");
            foreach (string problem in failed.Problems.Take(5))
            {
                text.AppendLine($"  - {problem}");
            }
        }

        return text.ToString();
    }

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Schedules,
            Seconds = Math.Round(took.TotalSeconds, 1),
            Failed = Failed.Select(failed => new { failed.Schedule.Seed, Schedule = failed.Schedule.ToString(), failed.Problems, failed.Folder }),
            Records = outcomes.Sum(outcome => outcome.Records),
            Lost,
            DeadLettered = outcomes.Sum(outcome => outcome.DeadLettered),
            InFallback = outcomes.Sum(outcome => outcome.FellBack),
            Repeated = Repeated.ToDictionary(count => count.Key.ToString(), count => count.Value),
            ProcessesKilled = outcomes.Sum(outcome => outcome.Killed),
            Faults = Faults.ToDictionary(count => count.Key.ToString(), count => count.Value),
            RecoverySeconds = Figures(Recoveries),
            GracefulStopSeconds = Figures(Stops),
        },
        Indented);

    private static string Words(EffectPromise promise) => promise switch
    {
        EffectPromise.ExactlyOnce => "with a transactional store",
        EffectPromise.Deduplicated => "with deduplication",
        _ => "without a store",
    };

    private static string Times(TimeSpan[] sorted) => sorted.Length == 0
        ? "none"
        : $"median {sorted[sorted.Length / 2].TotalSeconds:F2} s, longest {sorted[^1].TotalSeconds:F2} s, of {sorted.Length}";

    private static object? Figures(TimeSpan[] sorted) => sorted.Length == 0
        ? null
        : new { Count = sorted.Length, Median = Math.Round(sorted[sorted.Length / 2].TotalSeconds, 3), Longest = Math.Round(sorted[^1].TotalSeconds, 3) };
}
