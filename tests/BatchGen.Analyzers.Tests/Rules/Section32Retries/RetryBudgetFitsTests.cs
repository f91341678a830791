using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section21Schedules.Schedules;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section32Retries;

/// <summary>
/// The stages of <c>JobSources</c> take up to 33 + 2.5 + 12.5 minutes: 3 × 600 s + 60 s + 120 s, 2 × 60 s + 30 s, and
/// 5 × 60 s + 30 s + 60 s + 120 s + 240 s.
/// </summary>
public sealed class RetryBudgetFitsTests
{
    [Fact]
    public Task Says_how_long_a_run_can_take_and_when_the_next_one_starts() => RuleCheck.Says(
        "BWS3206",
        "Job 'people-ingest' can take 48 min before its last attempts are over, but its next run starts after 30 min: "
        + "leave it more time, or state fewer or shorter attempts",
        Scheduled("Cron = {|#0:\"*/30 * * * *\"|}"));

    [Fact]
    public Task Says_how_long_it_allows_itself() => RuleCheck.Says(
        "BWS3206",
        "Job 'people-ingest' can take 48 min before its last attempts are over, but MaxMinutes allows it 45 min: "
        + "leave it more time, or state fewer or shorter attempts",
        Scheduled("Cron = \"0 2 * * *\", MaxMinutes = {|#0:45|}"));

    [Theory]
    [InlineData("Cron = {|BWS3206:\"0,50,55 2 * * *\"|}")]
    [InlineData("Cron = {|BWS3206:\"0 * * * *\"|}, MaxMinutes = 90")]
    [InlineData("Trigger = \"manual: batchgen run people-ingest\", MaxMinutes = {|BWS3206:47|}")]
    [InlineData("Cron = \"*/47 * * * *\", MaxMinutes = {|BWS3206:1|}")]
    public Task Reports_the_shortest_of_slots_and_the_tighter_of_two_limits(string schedule) => RuleCheck.Reports(
        Scheduled(schedule).Replace("TimeoutSeconds = 600", schedule.Contains("90") ? "TimeoutSeconds = 1200" : "TimeoutSeconds = 600"));

    [Fact]
    public Task Reports_where_runs_may_overlap_the_one_that_has_to_wait() => RuleCheck.Says(
        "BWS3206",
        "Job 'people-ingest' can take 48 min before its last attempts are over, but Concurrency = 2 and its schedule leave it 40 min: "
        + "leave it more time, or state fewer or shorter attempts",
        Scheduled("Cron = {|#0:\"*/20 * * * *\"|}").Replace("Concurrency = 1", "Concurrency = 2"));

    [Theory]
    [InlineData("Cron = \"0 2 * * *\"")]
    [InlineData("Cron = \"0 * * * *\"")]
    [InlineData("Cron = \"0 2 * * *\", MaxMinutes = 48")]
    [InlineData("Cron = \"0 2 1 1 *\"")]
    [InlineData("Cron = \"0 2 29 2 *\"")]
    [InlineData("Trigger = \"manual: batchgen run people-ingest\"")]
    [InlineData("Trigger = \"manual: batchgen run people-ingest\", MaxMinutes = 0")]
    public Task Accepts_the_standard_s_numbers_in_an_ordinary_schedule(string schedule) => RuleCheck.Reports(Scheduled(schedule));

    [Fact]
    public Task Accepts_short_slots_where_enough_runs_may_overlap() =>
        RuleCheck.Reports(Scheduled("Cron = \"*/20 * * * *\"").Replace("Concurrency = 1", "Concurrency = 3"));

    [Fact]
    public Task Counts_no_load_stages_and_no_consumer_jobs() => RuleCheck.Reports(
        Job(Extract, Transform, Publish, Load.Replace("TimeoutSeconds = 30", "TimeoutSeconds = 36000")).Replace("0 2 * * *", "0 * * * *"),
        Second(Job(Load.Replace("TimeoutSeconds = 30", "TimeoutSeconds = 36000")).Replace("0 2 * * *", "* * * * *"), "Second"));

    [Fact]
    public Task Caps_the_waits_and_counts_numbers_beyond_any_int() => RuleCheck.Reports(
        Scheduled("Cron = \"0 * * * *\"").Replace("Attempts = 5, BackoffSeconds = 30", "Attempts = 15, BackoffSeconds = 30, MaxBackoffSeconds = 30"),
        Second(Scheduled("Cron = {|BWS3206:\"0 2 * * *\"|}").Replace("Attempts = 5, BackoffSeconds = 30", "Attempts = int.MaxValue, BackoffSeconds = int.MaxValue, MaxBackoffSeconds = int.MaxValue"), "Second"));

    [Fact]
    public Task Leaves_what_is_not_stated_to_its_rules() => RuleCheck.Reports(
        Scheduled("Cron = \"* * * * *\"").Replace("[Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]", "[{|BWS3205:Transform(Attempts = 2, BackoffSeconds = 30)|}]"));
}
