using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section21Schedules.Schedules;

namespace BatchGen.Analyzers.Tests.Rules.Section21Schedules;

public sealed class CronIsValidTests
{
    [Fact]
    public Task Says_which_field_is_wrong() => RuleCheck.Says(
        "BWS2102",
        "Cron '0 25 * * *' of job 'people-ingest' has the hour '25': write 0 to 23",
        Scheduled("Cron = \"0 {|#0:25|} * * *\""));

    [Fact]
    public Task Says_what_a_nickname_means() => RuleCheck.Says(
        "BWS2102",
        "Cron '@daily' of job 'people-ingest' is a nickname, which hides when the job runs: write '0 0 * * *'",
        Scheduled("Cron = \"{|#0:@daily|}\""));

    [Theory]
    [InlineData("\"{|BWS2102:0 0 2 * * *|}\"")]
    [InlineData("\"0 2 * * MON-FRI,{|BWS2102:SAT-SUN|}\"")]
    [InlineData("\"0 {|BWS2102:22-2|} * * *\"")]
    [InlineData("\"0 2 {|BWS2102:?|} * *\"")]
    [InlineData("\"0 2 {|BWS2102:L|} * *\"")]
    [InlineData("\"{|BWS2102:*/90|} * * * *\"")]
    [InlineData("\"0 2 1 * {|BWS2102:MON|}\"")]
    [InlineData("@\"0 2 * * {|BWS2102:9|}\"")]
    [InlineData("\"\"\"0 2 * * {|BWS2102:9|}\"\"\"")]
    public Task Reports_the_wrong_piece_inside_of_a_literal(string cron) => RuleCheck.Reports(Scheduled($"Cron = {cron}"));

    [Theory]
    [InlineData("{|BWS2102:\"0\\t25 * * *\"|}")]
    [InlineData("{|BWS2102:\"0 25 \" + \"* * *\"|}")]
    [InlineData("{|BWS2102:$\"0 25 {Crons.Rest}\"|}")]
    [InlineData("{|BWS2102:Crons.Wrong|}")]
    [InlineData("{|BWS2102:nameof(Crons)|}")]
    public Task Reports_the_argument_where_the_text_is_written_otherwise(string cron) => RuleCheck.Reports(
        Scheduled($"Cron = {cron}"),
        "public static class Crons { public const string Wrong = \"0 25 * * *\"; public const string Rest = \"* * *\"; }");

    [Fact]
    public Task Reports_an_empty_schedule_beside_a_trigger() => RuleCheck.Reports(
        Scheduled("Cron = {|BWS2102:\"\"|}, Trigger = \"manual: batchgen run people-ingest\""));

    [Theory]
    [InlineData("\"0 2 * * *\"")]
    [InlineData("\"*/15 8-18 * * 1-5\"")]
    [InlineData("\"5,35 */2 1 JAN,jul *\"")]
    [InlineData("\"0 6 * * 7\"")]
    [InlineData("\"0 6 29 2 *\"")]
    [InlineData("\" 0  2 * * * \"")]
    [InlineData("\"0\\t2 * * *\"")]
    [InlineData("Crons.Hourly")]
    [InlineData("\"0 \" + Crons.Rest")]
    [InlineData("null, Trigger = \"manual: batchgen run people-ingest\"")]
    public Task Accepts_plain_cron(string cron) => RuleCheck.Reports(
        Scheduled($"Cron = {cron}").Replace("TimeoutSeconds = 600", "TimeoutSeconds = 1").Replace("TimeoutSeconds = 60", "TimeoutSeconds = 1")
            .Replace("Concurrency = 1", "Concurrency = 8"),
        "public static class Crons { public const string Hourly = \"0 * * * *\"; public const string Rest = \"2 * * *\"; }");

    [Fact]
    public Task Leaves_what_does_not_compile_to_the_compiler() => RuleCheck.Reports(Scheduled("Cron = {|CS0103:Crons|}.Nightly"));
}
