using System.Collections.Immutable;

namespace BatchGen.Analyzers.Scheduling;

/// <summary>One of the five fields of a cron expression: what it is called, and which numbers it takes.</summary>
/// <param name="Name">How messages call it.</param>
/// <param name="Min">The smallest number.</param>
/// <param name="Max">The largest number that may be written; 7 for the day of the week, where it is Sunday as 0 is.</param>
/// <param name="Names">The names of the numbers from <paramref name="Min"/> on, in lower case; empty where numbers have none.</param>
internal sealed record CronField(string Name, int Min, int Max, ImmutableArray<string> Names)
{
    public static CronField Minute { get; } = new("minute", 0, 59, []);

    public static CronField Hour { get; } = new("hour", 0, 23, []);

    public static CronField Day { get; } = new("day of the month", 1, 31, []);

    public static CronField Month { get; } =
        new("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]);

    public static CronField Weekday { get; } = new("day of the week", 0, 7, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]);

    /// <summary>The fields in the order in which they are written.</summary>
    public static ImmutableArray<CronField> All { get; } = [Minute, Hour, Day, Month, Weekday];

    /// <summary>How many different values the field has: a step as wide as that is none.</summary>
    public int Count => Names.IsEmpty ? Max - Min + 1 : Names.Length;

    /// <summary>The largest number that stands for a value of its own.</summary>
    public int Last => Min + Count - 1;

    /// <summary>The values from one number to another, as bits.</summary>
    public ulong Values(int from, int to, int step)
    {
        ulong values = 0;
        for (int value = from; value <= to; value += step)
        {
            values |= 1UL << (this == Weekday ? value % 7 : value);
        }

        return values;
    }

    /// <summary>The number that a word stands for, be it in range or not; null where it is neither digits nor a name of this field.</summary>
    public int? Number(string word)
    {
        if (word.Length > 0 && word.All(static c => c is >= '0' and <= '9'))
        {
            // A number of so many digits is out of range, and no int.
            return word.Length > 6 ? int.MaxValue : word.Aggregate(0, static (number, digit) => (number * 10) + (digit - '0'));
        }

        int index = Names.IndexOf(word, 0, Names.Length, StringComparer.OrdinalIgnoreCase);
        return index < 0 ? null : Min + index;
    }
}
