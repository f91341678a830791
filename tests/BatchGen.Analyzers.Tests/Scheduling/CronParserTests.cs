using System.Globalization;
using BatchGen.Analyzers.Scheduling;

namespace BatchGen.Analyzers.Tests.Scheduling;

public sealed class CronParserTests
{
    [Theory]
    [InlineData("0 2 * * *", "2026-11-24 00:00", "2026-11-24 02:00")]
    [InlineData("0 2 * * *", "2026-11-24 02:00", "2026-11-25 02:00")]
    [InlineData("*/15 * * * *", "2026-11-24 23:45", "2026-11-25 00:00")]
    [InlineData("5,50-59/3 8-10 * * *", "2026-11-24 08:56", "2026-11-24 08:59")]
    [InlineData("00 02 1 JAN,jul *", "2026-11-24 00:00", "2027-01-01 02:00")]
    [InlineData("0 6 * * MON-FRI", "2026-11-27 06:00", "2026-11-30 06:00")]
    [InlineData("0 6 * * 0", "2026-11-24 00:00", "2026-11-29 06:00")]
    [InlineData("0 6 * * 7", "2026-11-24 00:00", "2026-11-29 06:00")]
    [InlineData("0 6 * * 5-7", "2026-11-28 06:00", "2026-11-29 06:00")]
    [InlineData("0 6 * * sun", "2026-11-24 00:00", "2026-11-29 06:00")]
    [InlineData("0 0 31 * *", "2026-11-24 00:00", "2026-12-31 00:00")]
    [InlineData("0 0 29 2 *", "2096-02-29 00:00", "2104-02-29 00:00")]
    [InlineData("  59\t23 * * *  ", "2026-11-24 23:59", "2026-11-25 23:59")]
    public void Reads_plain_expressions(string text, string after, string next)
    {
        (CronExpression? expression, CronProblem? problem) = CronParser.Parse(text);
        Assert.Null(problem);
        Assert.NotNull(expression);
        Assert.True(expression.CanFire);
        Assert.Equal(Time(next), expression.Next(Time(after)));
    }

    [Theory]
    [InlineData("", "", "is empty")]
    [InlineData("0 2 * *", "0 2 * *", "has 4 fields")]
    [InlineData(" 30 0 2 * * * ", "30 0 2 * * *", "has 6 fields")]
    [InlineData("0 2 * * * 2027 ?", "0 2 * * * 2027 ?", "has 7 fields")]
    [InlineData("@daily", "@daily", "is a nickname, which hides when the job runs")]
    [InlineData("@reboot", "@reboot", "is a nickname without a time")]
    [InlineData("60 2 * * *", "60", "has the minute '60'")]
    [InlineData("0 24 * * *", "24", "has the hour '24'")]
    [InlineData("0 2 0 * *", "0", "has the day of the month '0'")]
    [InlineData("0 2 * 13 *", "13", "has the month '13'")]
    [InlineData("0 2 * * 8", "8", "has the day of the week '8'")]
    [InlineData("99999999999999999999 2 * * *", "99999999999999999999", "has the minute '99999999999999999999'")]
    [InlineData("0 1,2,30 * * *", "30", "has the hour '30'")]
    [InlineData("0 22-2 * * *", "22-2", "has the hour '22-2', a range that ends before it begins")]
    [InlineData("0 2 * * FRI-SUN", "FRI-SUN", "has the day of the week 'FRI-SUN', a range that ends before it begins")]
    [InlineData("*/61 * * * *", "*/61", "has the minute '*/61', and 61 is no step")]
    [InlineData("*/60 * * * *", "*/60", "has the minute '*/60', and 60 is no step")]
    [InlineData("*/0 * * * *", "*/0", "has the minute '*/0', and 0 is no step")]
    [InlineData("5/15 * * * *", "5/15", "has the minute '5/15', a step without a range")]
    [InlineData("0 2 ? * MON", "?", "has the day of the month '?'")]
    [InlineData("0 2 L * *", "L", "has the day of the month 'L', which is not plain cron")]
    [InlineData("0 2 15W * *", "15W", "has the day of the month '15W', which is not plain cron")]
    [InlineData("0 2 * * 2#1", "2#1", "has the day of the week '2#1', which is not plain cron")]
    [InlineData("0 2 * * monday", "monday", "has the day of the week 'monday', which is not plain cron")]
    [InlineData("mon 2 * * *", "mon", "has the minute 'mon', which is not plain cron")]
    [InlineData("H 2 * * *", "H", "has the minute 'H', which is not plain cron")]
    [InlineData("-5 2 * * *", "-5", "has the minute '-5', which is not plain cron")]
    [InlineData("+5 2 * * *", "+5", "has the minute '+5', which is not plain cron")]
    [InlineData("1-2-3 2 * * *", "1-2-3", "has the minute '1-2-3', which is not plain cron")]
    [InlineData("*/5/2 2 * * *", "*/5/2", "has the minute '*/5/2', which is not plain cron")]
    [InlineData("*/ 2 * * *", "*/", "has the minute '*/', which is not plain cron")]
    [InlineData("** 2 * * *", "**", "has the minute '**', which is not plain cron")]
    [InlineData("٥ 2 * * *", "٥", "has the minute '٥', which is not plain cron")]
    [InlineData("1,,2 2 * * *", "1,,2", "has an empty entry in minute '1,,2'")]
    [InlineData("0 2 1 * MON", "MON", "restricts the day of the month and the day of the week, and schedulers do not agree whether one or both must match")]
    [InlineData("0 2 */2 * 1-5", "1-5", "restricts the day of the month and the day of the week, and schedulers do not agree whether one or both must match")]
    [InlineData("0 2 1-31 * MON", "MON", "restricts the day of the month and the day of the week, and schedulers do not agree whether one or both must match")]
    public void Says_what_is_wrong_and_where(string text, string piece, string found)
    {
        (CronExpression? expression, CronProblem? problem) = CronParser.Parse(text);
        Assert.Null(expression);
        Assert.NotNull(problem);
        Assert.Equal((piece, found), (text.Substring(problem.Offset, problem.Length), problem.Found));
    }

    [Theory]
    [InlineData("0 22-2 * * *", "write '22-23,0-2'")]
    [InlineData("0 2 * * FRI-SUN", "write '5-7'")]
    [InlineData("0 2 * * 6-1", "write '6,0-1'")]
    [InlineData("0 2 * nov-feb *", "write '11-12,1-2'")]
    [InlineData("5/15 * * * *", "write '5-59/15'")]
    [InlineData("0 2 * * MON/2", "write 'MON-6/2'")]
    [InlineData("*/61 * * * *", "write a step of 1 to 59")]
    [InlineData("0 2 ? * *", "write '*'")]
    [InlineData("0 2 * 13 *", "write 1 to 12")]
    [InlineData("0 2 * L *", "write '*', 1 to 12, JAN to DEC, ranges, lists or steps")]
    [InlineData("@midnight", "write '0 0 * * *'")]
    [InlineData("0 2 1 * MON", "write '*' for one of them")]
    public void Says_what_to_write(string text, string remedy) => Assert.Equal(remedy, CronParser.Parse(text).Problem?.Remedy);

    [Theory]
    [InlineData("0 2 30 2 *", false)]
    [InlineData("0 2 31 4,6,9,11 *", false)]
    [InlineData("0 2 30,31 feb *", false)]
    [InlineData("0 2 31 2,3 *", true)]
    [InlineData("0 2 29 2 *", true)]
    [InlineData("0 2 31 * *", true)]
    [InlineData("0 2 * 2 *", true)]
    public void Knows_whether_there_is_a_next_date(string text, bool canFire)
    {
        CronExpression expression = CronParser.Parse(text).Expression!;
        Assert.Equal(canFire, expression.CanFire);
        Assert.Equal(canFire, expression.Next(Time("2026-11-24 00:00")) is not null);
    }

    private static DateTime Time(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
