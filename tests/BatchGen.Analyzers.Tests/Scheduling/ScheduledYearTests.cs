using BatchGen.Analyzers.Scheduling;

namespace BatchGen.Analyzers.Tests.Scheduling;

public sealed class ScheduledYearTests
{
    [Theory]
    [InlineData("0 2 * * *")]
    [InlineData("*/10 * * * *")]
    [InlineData("0 6,7,22 * * *")]
    [InlineData("5,50 1-3 * * *")]
    [InlineData("0 2 * * MON-FRI")]
    [InlineData("0 0 1,28 * *")]
    public void Has_the_shortest_span_that_the_whole_year_has(string cron)
    {
        CronExpression expression = CronParser.Parse(cron).Expression!;
        int[] year = [.. expression.Starts(new DateTime(2028, 1, 1, 0, 0, 0, DateTimeKind.Utc), 367)];
        for (int starts = 1; starts <= 7; starts++)
        {
            int shortest = Enumerable.Range(0, year.Length - starts).Min(index => year[index + starts] - year[index]);
            Assert.Equal(shortest, ScheduledYear.ShortestSpan(expression, starts));
        }
    }
}
