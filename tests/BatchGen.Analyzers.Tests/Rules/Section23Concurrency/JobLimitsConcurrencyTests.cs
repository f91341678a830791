using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section23Concurrency;

public sealed class JobLimitsConcurrencyTests
{
    private const string Attribute = "BatchJob(\"people-ingest\", Cron = \"0 2 * * *\", Concurrency = 1, Owner = \"people\", Idempotency = \"Upsert by record_id.\")";

    private static string With(string attribute) => Job(Extract, Transform, Publish).Replace(Attribute, attribute);

    [Fact]
    public Task Says_what_to_write() => RuleCheck.Says(
        "BWS2301",
        "Job 'people-ingest' states no Concurrency, so that nothing keeps its runs from overlapping: write Concurrency = 1",
        With($"{{|#0:{Attribute.Replace("Concurrency = 1, ", "")}|}}"));

    [Fact]
    public Task Reports_a_limit_that_is_none() => RuleCheck.Reports(
        With(Attribute.Replace("Concurrency = 1", "Concurrency = {|BWS2301:0|}")),
        Second(With(Attribute.Replace("Concurrency = 1", "Concurrency = {|BWS2301:Limits.None|}")), "Second"),
        "public static class Limits { public const int None = -1; }");

    [Fact]
    public Task Accepts_any_limit() => RuleCheck.Reports(
        With(Attribute),
        Second(With(Attribute.Replace("Concurrency = 1", "Concurrency = Limits.Few")), "Second"),
        "public static class Limits { public const int Few = 4; }");

    [Fact]
    public Task Accepts_consumer_jobs_which_have_no_runs() => RuleCheck.Reports(
        Job(Load).Replace("Concurrency = 1, ", ""),
        Second(Job(Load, Publish.Replace("ingest.v1", "seen.v1")).Replace("Concurrency = 1, ", ""), "Second"));

    [Fact]
    public Task Leaves_an_attribute_that_does_not_compile_to_the_compiler() => RuleCheck.Reports(
        With("BatchJob(\"people-ingest\", Cron = \"0 2 * * *\", Concurrency = {|CS0029:\"one\"|}, Idempotency = \"Upsert by record_id.\")"));

    [Theory]
    [InlineData("{|BWS2301:BatchJob(\"people-ingest\", Cron = \"0 2 * * *\", Idempotency = \"i\")|}", "BatchJob(\"people-ingest\", Cron = \"0 2 * * *\", Concurrency = 1, Idempotency = \"i\")")]
    [InlineData("{|BWS2301:BatchJob(\"people-ingest\", Idempotency = \"i\", Cron = \"0 2 * * *\")|}", "BatchJob(\"people-ingest\", Concurrency = 1, Idempotency = \"i\", Cron = \"0 2 * * *\")")]
    [InlineData("BatchJob(\"people-ingest\", Concurrency = {|BWS2301:-1|} /* any */, Cron = \"0 2 * * *\", Idempotency = \"i\")", "BatchJob(\"people-ingest\", Concurrency = 1 /* any */, Cron = \"0 2 * * *\", Idempotency = \"i\")")]
    public Task Lets_no_runs_overlap(string before, string after) => RuleCheck.Fixes("BWS2301", With(before), With(after));
}
