namespace BatchGen.Analyzers.Scheduling;

/// <summary>When a job starts, in UTC: the values of each field as bits. One of the two day fields holds all of its values.</summary>
internal sealed record CronExpression(ulong Minutes, ulong Hours, ulong Days, ulong Months, ulong Weekdays)
{
    private const int MinutesPerDay = 24 * 60;

    // 29 February of 2096, and then of 2104.
    private const int LongestGapInYears = 8;

    /// <summary>Whether any date has one of the days and one of the months: there is a 29 February, but no 30th.</summary>
    public bool CanFire
    {
        get
        {
            for (int month = 1; month <= 12; month++)
            {
                ulong days = (1UL << (DateTime.DaysInMonth(2028, month) + 1)) - 1;
                if (Has(Months, month) && (Days & days) != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether the job starts in this minute.</summary>
    public bool Matches(DateTime time) => IsDay(time) && Has(Hours, time.Hour) && Has(Minutes, time.Minute);

    /// <summary>The first start after a time; null where there is none.</summary>
    public DateTime? Next(DateTime after)
    {
        for (DateTime day = after.Date, end = day.AddYears(LongestGapInYears).AddDays(1); day <= end; day = day.AddDays(1))
        {
            foreach (int minute in MinutesOf(day))
            {
                DateTime start = day.AddMinutes(minute);
                if (start > after)
                {
                    return start;
                }
            }
        }

        return null;
    }

    /// <summary>The starts of a number of days in their order, in minutes from the first day's midnight.</summary>
    public IEnumerable<int> Starts(DateTime firstDay, int days)
    {
        for (int day = 0; day < days; day++)
        {
            foreach (int minute in MinutesOf(firstDay.Date.AddDays(day)))
            {
                yield return (day * MinutesPerDay) + minute;
            }
        }
    }

    private IEnumerable<int> MinutesOf(DateTime day)
    {
        bool isDay = IsDay(day);
        for (int hour = 0; hour < 24 && isDay; hour++)
        {
            for (int minute = 0; minute < 60 && Has(Hours, hour); minute++)
            {
                if (Has(Minutes, minute))
                {
                    yield return (hour * 60) + minute;
                }
            }
        }
    }

    /// <summary>Whether it starts something on every day of the year.</summary>
    public bool IsEveryDay => Count(Days, 1, 31) == 31 && Count(Months, 1, 12) == 12 && Count(Weekdays, 0, 6) == 7;

    /// <summary>How often it starts something on a day on which it does.</summary>
    public int StartsPerDay => Count(Hours, 0, 23) * Count(Minutes, 0, 59);

    private static int Count(ulong values, int first, int last) => Enumerable.Range(first, last - first + 1).Count(value => Has(values, value));

    private bool IsDay(DateTime time) => Has(Days, time.Day) && Has(Months, time.Month) && Has(Weekdays, (int)time.DayOfWeek);

    private static bool Has(ulong values, int value) => (values & (1UL << value)) != 0;
}
