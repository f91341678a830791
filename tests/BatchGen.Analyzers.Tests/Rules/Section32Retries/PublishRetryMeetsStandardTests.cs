using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section32Retries;

public sealed class PublishRetryMeetsStandardTests
{
    private static string With(string arguments) =>
        Job(Extract, Transform, Publish.Replace("Attempts = 5, BackoffSeconds = 30", arguments));

    [Fact]
    public Task Says_what_the_standard_asks_for() => RuleCheck.Says(
        "BWS3204",
        "[Publish] method 'PublishAsync' of job 'people-ingest' states Attempts = 3: the standard asks for at least 5 attempts",
        With("Attempts = {|#0:3|}, BackoffSeconds = 30"));

    [Fact]
    public Task Reports_each_value_below_the_bounds_also_of_a_job_that_consumes_and_produces() => RuleCheck.Reports(
        With("Attempts = {|BWS3204:4|}, BackoffSeconds = {|BWS3204:Limits.Backoff|}, MaxBackoffSeconds = {|BWS3204:10|}"),
        "public static class Limits { public const int Backoff = 29; }",
        Second(
            Job(Load, Publish.Replace("ingest.v1", "seen.v1").Replace("Attempts = 5", "Attempts = {|BWS3204:1|}")),
            "Second"));

    [Fact]
    public Task Accepts_the_bounds_themselves_and_whatever_is_longer() => RuleCheck.Reports(
        With("Attempts = 5, BackoffSeconds = 30, MaxBackoffSeconds = 30"),
        Second(With("Attempts = 20, BackoffSeconds = 45, MaxBackoffSeconds = 3600"), "Second"),
        Second(Job(Load.Replace("Attempts = 5, BackoffSeconds = 1", "Attempts = 2, BackoffSeconds = 1")), "Third"));

    [Fact]
    public Task Writes_the_least_that_is_allowed() => RuleCheck.Fixes(
        "BWS3204",
        With("Attempts = {|BWS3204:1|}, BackoffSeconds = {|BWS3204:5|}, MaxBackoffSeconds = {|BWS3204:10|} // short\n        "),
        With("Attempts = 5, BackoffSeconds = 30, MaxBackoffSeconds = 30 // short\n        "));
}
