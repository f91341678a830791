namespace BatchGen.Analyzers.Rules.Section21Schedules;

/// <summary>The runs of a job in a year.</summary>
/// <param name="Job">The job's index.</param>
/// <param name="Starts">When runs start, in minutes and in their order; those before the year are negative.</param>
/// <param name="Minutes">How long each of them takes.</param>
internal sealed record Timetable(int Job, int[] Starts, int Minutes)
{
    /// <summary>The starts of the first two runs of this and another job that run at one time in the year, or null.</summary>
    public (int Own, int Others)? FirstMeeting(Timetable other)
    {
        foreach ((int Own, int Others) meeting in Meetings(other))
        {
            if (Math.Max(meeting.Own, meeting.Others) >= 0)
            {
                return meeting;
            }
        }

        return null;
    }

    /// <summary>How many runs that this job starts in the year run at one time with one of another's.</summary>
    public int CountMeetings(Timetable other) => Meetings(other).Count(static meeting => meeting.Own >= 0);

    // Runs of one job take equally long, so that both starts and ends are in order, and each sequence is walked once.
    private IEnumerable<(int Own, int Others)> Meetings(Timetable other)
    {
        int index = 0;
        foreach (int start in Starts)
        {
            while (index < other.Starts.Length && (long)other.Starts[index] + other.Minutes <= start)
            {
                index++;
            }

            if (index < other.Starts.Length && other.Starts[index] < (long)start + Minutes)
            {
                yield return (start, other.Starts[index]);
            }
        }
    }
}
