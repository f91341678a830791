using System.Globalization;
using BatchGen.Analyzers.Scheduling;

namespace BatchGen.Analyzers.Tests.Scheduling;

/// <summary>Random expressions against a model that looks at every minute and knows nothing of bits.</summary>
public sealed class CronModelTests(ITestOutputHelper output)
{
    private const int Expressions = 300;
    private const int Days = 45;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    [Fact]
    public void Starts_in_exactly_the_minutes_of_the_model()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        Random random = new(seed);
        for (int number = 0; number < Expressions; number++)
        {
            string text = Expression(random);
            CronExpression? expression = CronParser.Parse(text).Expression;
            Assert.True(expression is not null, text);
            DateTime first = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(random.Next(3000));

            Func<DateTime, bool> model = Model(text);
            List<DateTime> expected = [.. Enumerable.Range(0, Days * 24 * 60).Select(minute => first.AddMinutes(minute)).Where(model)];

            Assert.Equal(expected, expression.Starts(first, Days).Select(minute => first.AddMinutes(minute)));
            Assert.All(expected.Take(10), start => Assert.True(expression.Matches(start)));
            DateTime after = first.AddSeconds(random.Next(Days * 12 * 3600));
            if (expected.Any(start => start > after))
            {
                Assert.Equal(expected.First(start => start > after), expression.Next(after));
            }
        }
    }

    private static string Expression(Random random)
    {
        bool isByDay = random.Next(2) == 0;
        return string.Join(
            random.Next(4) == 0 ? "  " : " ",
            Field(random, 0, 59, []),
            Field(random, 0, 23, []),
            isByDay ? Field(random, 1, 31, []) : "*",
            Field(random, 1, 12, Months),
            isByDay ? "*" : Field(random, 0, 7, Weekdays));
    }

    private static string Field(Random random, int min, int max, string[] names) => random.Next(3) == 0
        ? "*"
        : string.Join(",", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Entry(random, min, max, names)));

    private static string Entry(Random random, int min, int max, string[] names)
    {
        int from = random.Next(min, max + 1);
        int to = random.Next(from, max + 1);
        int step = random.Next(1, names.Length == 0 ? max - min + 1 : names.Length);
        return random.Next(5) switch
        {
            0 => Word(from),
            1 => $"{Word(from)}-{to}",
            2 => $"{from}-{to}/{step}",
            3 => $"*/{step}",
            _ => from.ToString("00", CultureInfo.InvariantCulture),
        };

        string Word(int value) => value - min < names.Length && random.Next(2) == 0
            ? random.Next(2) == 0 ? names[value - min] : names[value - min].ToUpperInvariant()
            : value.ToString(CultureInfo.InvariantCulture);
    }

    private static Func<DateTime, bool> Model(string text)
    {
        string[] fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        HashSet<int> minutes = Values(fields[0], 0, 59, []);
        HashSet<int> hours = Values(fields[1], 0, 23, []);
        HashSet<int> days = Values(fields[2], 1, 31, []);
        HashSet<int> months = Values(fields[3], 1, 12, Months);
        HashSet<int> weekdays = Values(fields[4], 0, 7, Weekdays);
        return time => minutes.Contains(time.Minute)
            && hours.Contains(time.Hour)
            && days.Contains(time.Day)
            && months.Contains(time.Month)
            && (weekdays.Contains((int)time.DayOfWeek) || (time.DayOfWeek == DayOfWeek.Sunday && weekdays.Contains(7)));
    }

    // Sunday is 0 and 7: a step over all of the week does not count it twice.
    private static HashSet<int> Values(string field, int min, int max, string[] names)
    {
        HashSet<int> values = [];
        foreach (string entry in field.ToLowerInvariant().Split(','))
        {
            string[] parts = entry.Split('/');
            string[] ends = parts[0] == "*" ? [$"{min}", $"{(max == 7 ? 6 : max)}"] : parts[0].Split('-');
            int step = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1;
            for (int value = Number(ends[0]); value <= Number(ends[^1]); value += step)
            {
                values.Add(value);
            }
        }

        return values;

        int Number(string word) => Array.IndexOf(names, word) is var index and >= 0 ? min + index : int.Parse(word, CultureInfo.InvariantCulture);
    }
}
