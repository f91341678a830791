using BatchGen.Analyzers.Scheduling;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>The slots of a deployment's active schedules, as Prefect computes them: only plain cron in UTC, which both read alike.</summary>
internal static class ScheduleSlots
{
    /// <summary>The slots from one time to another, both included, in their order; no more than so many.</summary>
    /// <exception cref="InvalidDataException">An active schedule is of another kind.</exception>
    public static IReadOnlyList<DateTimeOffset> Between(Deployment deployment, DateTimeOffset from, DateTimeOffset to, int most)
    {
        SortedSet<DateTimeOffset> slots = [];
        foreach (DeploymentSchedule schedule in deployment.Schedules ?? [])
        {
            if (schedule.Active)
            {
                slots.UnionWith(Of(schedule, from, to).Take(most));
            }
        }

        return [.. slots.Take(most)];
    }

    /// <summary>Whether each active schedule is of the kind that is read here.</summary>
    public static bool CanBeRead(Deployment deployment) =>
        (deployment.Schedules ?? []).Where(static schedule => schedule.Active).All(static schedule => Parse(schedule) is not null);

    private static IEnumerable<DateTimeOffset> Of(DeploymentSchedule schedule, DateTimeOffset from, DateTimeOffset to)
    {
        CronExpression cron = Parse(schedule) ?? throw new InvalidDataException(
            $"The schedule '{schedule.Slug ?? schedule.Id.ToString()}' is {schedule.Schedule.Text}. Slots can be told only of plain cron in UTC (five fields); "
            + "deploy the job with the prefect.yaml that 'batchgen generate' writes.");

        // The first slot may be the time itself; a cron knows only what comes after one.
        for (DateTime? slot = cron.Next(from.UtcDateTime.AddTicks(-1)); slot is { } time && time <= to.UtcDateTime; slot = cron.Next(time))
        {
            yield return new DateTimeOffset(time, TimeSpan.Zero);
        }
    }

    private static CronExpression? Parse(DeploymentSchedule schedule) =>
        schedule.Schedule is { Cron: { } text, Timezone: null or "" or "UTC" or "Etc/UTC" } && CronParser.Parse(text).Expression is { CanFire: true } cron ? cron : null;
}
