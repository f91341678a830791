using System.Globalization;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Scheduling;

/// <summary>
/// The year over which schedules are compared: always the same one, so that a build gives the same answer on every day. It is a leap
/// year, so that 29 February is in it.
/// </summary>
internal static class ScheduledYear
{
    private const int Days = 366;
    private const int MinutesPerDay = 24 * 60;

    private static DateTime Start { get; } = new(2028, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The schedule of a job's runs; null where it has none, or none that is valid and fires.</summary>
    public static CronExpression? Of(JobSpec job) =>
        !job.IsStartedByTopic && job.Cron is { } cron && CronParser.Parse(cron).Expression is { CanFire: true } expression ? expression : null;

    /// <summary>
    /// The starts of the year, in minutes from its beginning, after those of the day before, which are negative: a run of New Year's Eve
    /// may go on.
    /// </summary>
    public static int[] Starts(CronExpression expression) =>
        [.. expression.Starts(Start.AddDays(-1), Days + 1).Select(static minute => minute - MinutesPerDay)];

    /// <summary>
    /// The shortest time from a start to the one a number of starts later, in minutes; null where there are not so many. Looks a day into
    /// the next year: New Year's Eve is followed by New Year's Day.
    /// </summary>
    public static int? ShortestSpan(CronExpression expression, int starts)
    {
        // One day like the other: a few of them have all spans of the year.
        int days = expression.IsEveryDay ? (starts / expression.StartsPerDay) + 2 : Days + 1;
        int[] minutes = [.. expression.Starts(Start, Math.Min(days, Days + 1))];
        int? shortest = null;
        for (int index = 0; index < minutes.Length - starts; index++)
        {
            int span = minutes[index + starts] - minutes[index];
            shortest = shortest < span ? shortest : span;
        }

        return shortest;
    }

    /// <summary>A minute of the year for messages: <c>2028-01-01 02:00 UTC</c>.</summary>
    public static string Text(int minute) => Start.AddMinutes(minute).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
