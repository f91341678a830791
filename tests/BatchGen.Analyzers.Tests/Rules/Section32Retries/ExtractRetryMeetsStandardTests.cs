using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section32Retries;

public sealed class ExtractRetryMeetsStandardTests
{
    private static string With(string arguments) =>
        Job(Extract.Replace("Attempts = 3, BackoffSeconds = 60", arguments), Transform, Publish);

    [Fact]
    public Task Says_what_the_standard_asks_for() => RuleCheck.Says(
        "BWS3202",
        "[Extract] method 'FetchAsync' of job 'people-ingest' states Attempts = 2: the standard asks for at least 3 attempts",
        With("Attempts = {|#0:2|}, BackoffSeconds = 60"));

    [Fact]
    public Task Reports_each_value_outside_the_bounds() => RuleCheck.Reports(
        "public static class Limits { public const int Backoff = 5; }",
        With("Attempts = {|BWS3202:1|}, BackoffSeconds = {|BWS3202:Limits.Backoff|}, MaxBackoffSeconds = {|BWS3202:301|}"));

    [Fact]
    public Task Reports_fewer_attempts_than_the_house_asks_for() => RuleCheck.ReportsUnder(
        "batchgen.min_attempts_extract = 5", With("Attempts = {|BWS3202:4|}, BackoffSeconds = 60"));

    [Fact]
    public Task Accepts_the_bounds_themselves_and_more_attempts() => RuleCheck.Reports(
        With("Attempts = 30, BackoffSeconds = 300, MaxBackoffSeconds = 300"),
        With("Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 60")
            .Replace("namespace Demo;", "namespace Demo.Second;").Replace("people-ingest\"", "people-second\"").Replace("people.ingest.v1", "people.second.v1"));

    [Fact]
    public Task Writes_the_nearest_values_that_are_allowed() => RuleCheck.Fixes(
        "BWS3202",
        With("Attempts = {|BWS3202:1|} /* once */, BackoffSeconds = {|BWS3202:5|}, MaxBackoffSeconds = {|BWS3202:3600|}"),
        With("Attempts = 3 /* once */, BackoffSeconds = 60, MaxBackoffSeconds = 300"));
}
