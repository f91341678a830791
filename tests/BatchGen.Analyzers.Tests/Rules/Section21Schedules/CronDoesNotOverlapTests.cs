using System.Diagnostics;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Rules.Section21Schedules;
using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section21Schedules.Schedules;

namespace BatchGen.Analyzers.Tests.Rules.Section21Schedules;

public sealed class CronDoesNotOverlapTests
{
    [Fact]
    public Task Says_which_job_runs_then_and_when() => RuleCheck.Says(
        "BWS2105",
        "Critical job 'people-second' runs while critical job 'people-first' does, 53 times a year, first on 2028-01-02 02:30 UTC: "
        + "move one of the two schedules",
        Scheduled("First", "Cron = \"0 2 * * *\", Critical = true, ExpectedMinutes = 60"),
        Scheduled("Second", "Cron = {|#0:\"30 2 * * SUN\"|}, Critical = true"));

    [Fact]
    public Task Reports_the_job_that_starts_while_the_other_runs() => RuleCheck.Reports(
        Scheduled("First", "Cron = {|BWS2105:\"0 3 * * *\"|}, Critical = true"),
        Scheduled("Second", "Cron = \"30 1 * * *\", Critical = true, MaxMinutes = 120"));

    [Fact]
    public Task Reports_jobs_that_start_together_and_each_pair() => RuleCheck.Reports(
        Scheduled("First", "Cron = \"0 2 * * *\", Critical = true"),
        Scheduled("Second", "Cron = {|BWS2105:\"0 2 1 * *\"|}, Critical = true"),
        Scheduled("Third", "Cron = {|BWS2105:{|BWS2105:\"0 2 1 1 *\"|}|}, Critical = true"));

    [Fact]
    public Task Reports_a_run_that_goes_on_past_midnight() => RuleCheck.Reports(
        Scheduled("First", "Cron = \"30 23 * * SAT\", Critical = true, ExpectedMinutes = 60"),
        Scheduled("Second", "Cron = {|BWS2105:\"15 0 * * SUN\"|}, Critical = true"));

    [Fact]
    public Task Says_a_run_of_New_Year_s_Eve_that_goes_on() => RuleCheck.Says(
        "BWS2105",
        "Critical job 'people-second' runs while critical job 'people-first' does, once a year, first on 2028-01-01 00:00 UTC: "
        + "move one of the two schedules",
        Scheduled("First", "Cron = \"30 23 31 12 *\", Critical = true, ExpectedMinutes = 60"),
        Scheduled("Second", "Cron = {|#0:\"0 0 1 * *\"|}, Critical = true"));

    [Fact]
    public Task Accepts_runs_that_are_over_when_the_next_job_starts() => RuleCheck.Reports(
        Scheduled("First", "Cron = \"0 2 * * *\", Critical = true, ExpectedMinutes = 60, MaxMinutes = 90"),
        Scheduled("Second", "Cron = \"0 3 * * *\", Critical = true, ExpectedMinutes = 30"),
        Scheduled("Third", "Cron = \"0 2 30 2 *\", Critical = true".Replace(" 30 2 ", " {|BWS2104:30|} 2 ")),
        Scheduled("Fourth", "Trigger = \"manual: batchgen run people-fourth\", Critical = true"));

    [Fact]
    public Task Accepts_what_is_not_critical_on_both_sides() => RuleCheck.Reports(
        Scheduled("First", "Cron = \"0 2 * * *\", Critical = true, ExpectedMinutes = 60"),
        Scheduled("Second", "Cron = \"0 2 * * *\", ExpectedMinutes = 60"),
        Scheduled("Third", "Cron = \"0 2 * * *\", Critical = false"));

    [Fact]
    public Task Accepts_what_starts_beside_a_job_that_does_not_say_how_long_it_takes() => RuleCheck.Reports(
        Scheduled("First", "Cron = \"0 2 * * *\", Critical = true"),
        Scheduled("Second", "Cron = \"1 2 * * *\", Critical = true"));

    [Fact]
    public Task Accepts_consumer_jobs_which_are_always_there() => RuleCheck.Reports(
        Scheduled("First", "Cron = \"0 2 * * *\", Critical = true"),
        JobSources.Second(JobSources.Job(JobSources.Load), "Second").Replace("Cron = \"0 2 * * *\"", "Cron = \"0 2 * * *\", Critical = true"));

    [Fact]
    public void Compares_a_year_of_jobs_that_run_all_the_time_in_a_moment()
    {
        JobSpec[] jobs =
        [
            .. Enumerable.Range(0, 20).Select(static number => new JobSpec
            {
                Declaration = new()
                {
                    Type = new() { FullName = $"global::Job{number}", Text = "Job", Identifier = "Job" },
                    Namespace = "",
                    Header = new("class", "Job", IsPartial: true),
                },
                Name = $"job-{number}",
                Cron = "*/5 * * * *",
                Critical = true,
            }),
        ];
        Stopwatch watch = Stopwatch.StartNew();
        JobFinding[] findings = [.. new CronDoesNotOverlap().Check(jobs)];
        Assert.Equal(20 * 19 / 2, findings.Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"190 pairs of years, of 105,408 runs each, took {watch.Elapsed}.");
    }
}
