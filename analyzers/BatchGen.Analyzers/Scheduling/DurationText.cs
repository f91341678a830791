using System.Globalization;

namespace BatchGen.Analyzers.Scheduling;

/// <summary>Durations as people say them: <c>48 min</c>, <c>1 h 30 min</c>, <c>2 days</c>.</summary>
internal static class DurationText
{
    private static readonly (long Seconds, string Name)[] Units = [(86_400, "days"), (3_600, "h"), (60, "min"), (1, "s")];

    /// <summary>The two largest units of a duration; what is smaller is left out.</summary>
    public static string Of(long seconds)
    {
        List<string> parts = [];
        foreach ((long unit, string name) in Units)
        {
            if (seconds >= unit && parts.Count < 2)
            {
                long count = seconds / unit;
                parts.Add(string.Format(CultureInfo.InvariantCulture, "{0} {1}", count, count == 1 && name == "days" ? "day" : name));
            }
            else if (parts.Count > 0)
            {
                break;
            }

            seconds %= unit;
        }

        return parts.Count == 0 ? "0 s" : string.Join(" ", parts);
    }
}
