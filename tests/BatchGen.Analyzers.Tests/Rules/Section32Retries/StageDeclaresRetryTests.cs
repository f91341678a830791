using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section32Retries;

public sealed class StageDeclaresRetryTests
{
    private static string With(string extract) => Job(Extract.Replace("[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]", extract), Transform, Publish);

    [Fact]
    public Task Says_what_is_missing_and_what_to_write() => RuleCheck.Says(
        "BWS3201",
        "[Extract] method 'FetchAsync' of job 'people-ingest' states no Attempts and no BackoffSeconds: write Attempts = 3, BackoffSeconds = 60",
        With("[{|#0:Extract(TimeoutSeconds = 600)|}]"));

    [Fact]
    public Task Reports_each_stage_of_a_run_and_numbers_that_mean_none() => RuleCheck.Reports(
        Job(
            Extract.Replace("Attempts = 3", "Attempts = {|BWS3201:0|}"),
            Transform.Replace("[Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]", "[{|BWS3201:Transform(Attempts = 0, TimeoutSeconds = 60)|}]"),
            Publish.Replace("BackoffSeconds = 30", "BackoffSeconds = {|BWS3201:-1|}")));

    [Fact]
    public Task Accepts_what_is_stated() => RuleCheck.Reports(
        With("[Extract(TimeoutSeconds = 600, BackoffSeconds = 60, Attempts = Limits.Attempts)]"),
        "namespace Demo;\n\npublic static class Limits { public const int Attempts = 4; }",
        Job(Load).Replace("namespace Demo;", "namespace Demo.Second;").Replace("people-ingest\"", "people-second\"").Replace("people.ingest.v1", "people.second.v1"));

    [Fact]
    public Task Leaves_an_attribute_that_does_not_compile_to_the_compiler() => RuleCheck.Reports(
        With("[Extract(Attempts = {|CS0029:\"three\"|}, BackoffSeconds = 60, TimeoutSeconds = 600)]"));

    [Theory]
    [InlineData("[{|BWS3201:Extract(TimeoutSeconds = 600)|}]", "[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]")]
    [InlineData("[{|BWS3201:Extract(Attempts = 4 /* four */, /* long */ TimeoutSeconds = 600)|}]", "[Extract(Attempts = 4 /* four */, /* long */ BackoffSeconds = 60, TimeoutSeconds = 600)]")]
    [InlineData("[Extract(Attempts = {|BWS3201:0|}, BackoffSeconds = 90, TimeoutSeconds = 600)]", "[Extract(Attempts = 3, BackoffSeconds = 90, TimeoutSeconds = 600)]")]
    [InlineData(
        "[{|BWS3201:Extract(\n        // Slow.\n        TimeoutSeconds = 600)|}]",
        "[Extract(\n        // Slow.\n        Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]")]
    public Task Writes_the_least_that_the_standard_asks_for(string before, string after) => RuleCheck.Fixes("BWS3201", With(before), With(after));

    [Fact]
    public Task Writes_into_every_stage_at_once() => RuleCheck.Fixes(
        "BWS3201",
        Job(
            Extract.Replace("[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]", "[{|BWS3201:Extract(TimeoutSeconds = 600)|}]"),
            Transform.Replace("[Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]", "[{|BWS3201:Transform(TimeoutSeconds = 60)|}]"),
            Publish.Replace("[Publish(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]", "[{|BWS3201:Publish(\"people.ingest.v1\", TimeoutSeconds = 60)|}]")),
        Job(Extract, Transform, Publish));
}
