using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section32Retries;

public sealed class TransformRetryMeetsStandardTests
{
    private static string With(string arguments) =>
        Job(Extract, Transform.Replace("Attempts = 2, BackoffSeconds = 30", arguments), Publish);

    [Fact]
    public Task Says_what_the_standard_asks_for() => RuleCheck.Says(
        "BWS3203",
        "[Transform] method 'Clean' of job 'people-ingest' states BackoffSeconds = 90: the standard asks for 30 to 60 seconds",
        With("Attempts = 2, BackoffSeconds = {|#0:90|}"));

    [Fact]
    public Task Reports_each_value_outside_the_bounds_also_of_a_base_class() => RuleCheck.Reports(
        With("Attempts = {|BWS3203:1|}, BackoffSeconds = {|BWS3203:29|}, MaxBackoffSeconds = {|BWS3203:61|}"),
        Second(Job(Extract, Publish).Replace("partial class PeopleIngest", "partial class PeopleIngest : Cleaning"), "Derived"),
        $$"""
        {{Usings.Replace("namespace Demo;", "namespace Demo.Derived;")}}
        public abstract class Cleaning
        {
            [Transform(Attempts = {|BWS3203:1|}, BackoffSeconds = 30, TimeoutSeconds = 60)]
            protected Person Clean(Source source) => new(source.Url, source.Name);
        }
        """);

    [Fact]
    public Task Accepts_the_bounds_themselves_and_more_attempts() => RuleCheck.Reports(
        With("Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 30"),
        Second(With("Attempts = 9, BackoffSeconds = 60, MaxBackoffSeconds = 60"), "Second"),
        Second(With("Attempts = Limits.Attempts, BackoffSeconds = 2 * 20"), "Third"),
        "public static class Limits { public const int Attempts = 3; }");

    [Fact]
    public Task Writes_the_nearest_values_that_are_allowed() => RuleCheck.Fixes(
        "BWS3203",
        With("Attempts = {|BWS3203:1|} /* once */, BackoffSeconds = {|BWS3203:300|}, MaxBackoffSeconds = {|BWS3203:3600|}"),
        With("Attempts = 2 /* once */, BackoffSeconds = 60, MaxBackoffSeconds = 60"));
}
