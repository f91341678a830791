using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section21Schedules.Schedules;

namespace BatchGen.Analyzers.Tests.Rules.Section21Schedules;

public sealed class CronCanFireTests
{
    [Fact]
    public Task Says_which_day_there_is_not() => RuleCheck.Says(
        "BWS2104",
        "Cron '0 2 30 2 *' of job 'people-ingest' never starts it: no month of '2' has the day of the month '30'; write a day that exists",
        Scheduled("Cron = \"0 2 {|#0:30|} 2 *\""));

    [Theory]
    [InlineData("\"0 2 {|BWS2104:31|} 4,6,9,11 *\"")]
    [InlineData("\"*/5 * {|BWS2104:30-31|} FEB *\"")]
    [InlineData("{|BWS2104:Crons.Never|}")]
    public Task Reports_days_that_no_calendar_has(string cron) => RuleCheck.Reports(
        Scheduled($"Cron = {cron}"), "public static class Crons { public const string Never = \"0 2 31 6 *\"; }");

    [Theory]
    [InlineData("0 2 29 2 *")]
    [InlineData("0 2 31 * *")]
    [InlineData("0 2 29-31 2 *")]
    [InlineData("0 2 31 2-3 *")]
    [InlineData("0 2 * 2 MON")]
    public Task Accepts_days_that_come_some_year(string cron) => RuleCheck.Reports(Scheduled($"Cron = \"{cron}\""));

    [Fact]
    public Task Leaves_what_is_no_cron_to_its_rule() => RuleCheck.Reports(Scheduled("Cron = \"0 2 {|BWS2102:32|} 2 *\""));
}
