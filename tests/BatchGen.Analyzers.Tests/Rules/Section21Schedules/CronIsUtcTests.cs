using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section21Schedules.Schedules;

namespace BatchGen.Analyzers.Tests.Rules.Section21Schedules;

public sealed class CronIsUtcTests
{
    private const string Cron = "Cron = \"0 2 * * *\"";

    [Fact]
    public Task Says_what_the_schedule_runs_in() => RuleCheck.Says(
        "BWS2103",
        "Job 'people-ingest' states TimeZone = \"Europe/Berlin\", but its schedule runs in UTC: write TimeZone = \"UTC\", and the hours of Cron in UTC",
        Scheduled($"{Cron}, TimeZone = {{|#0:\"Europe/Berlin\"|}}"));

    [Theory]
    [InlineData("\"CET\"")]
    [InlineData("\"\"")]
    [InlineData("\"utc\"")]
    [InlineData("\"Etc/UTC\"")]
    [InlineData("Zones.Home")]
    public Task Reports_whatever_is_stated_otherwise(string zone) => RuleCheck.Reports(
        Scheduled($"{Cron}, TimeZone = {{|BWS2103:{zone}|}}"), "public static class Zones { public const string Home = \"America/New_York\"; }");

    [Theory]
    [InlineData("")]
    [InlineData(", TimeZone = \"UTC\"")]
    [InlineData(", TimeZone = Zones.Utc")]
    [InlineData(", TimeZone = null!")]
    public Task Accepts_UTC_and_nothing(string zone) => RuleCheck.Reports(
        Scheduled($"{Cron}{zone}"), "public static class Zones { public const string Utc = \"UTC\"; }");

    [Fact]
    public Task Leaves_what_does_not_compile_to_the_compiler() => RuleCheck.Reports(Scheduled($"{Cron}, TimeZone = {{|CS0029:1|}}"));

    [Fact]
    public Task Writes_UTC_and_leaves_the_hours_to_their_author() => RuleCheck.Fixes(
        "BWS2103",
        Scheduled($"TimeZone = {{|BWS2103:\"Europe/Berlin\"|}} /* home */, {Cron}"),
        Scheduled($"TimeZone = \"UTC\" /* home */, {Cron}"));
}
