using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section21Schedules;

public sealed class JobDeclaresTriggerTests
{
    private const string Attribute = "BatchJob(\"people-ingest\", Cron = \"0 2 * * *\", Concurrency = 1, Owner = \"people\", Idempotency = \"Upsert by record_id.\")";

    private static string With(string attribute) => Job(Extract, Transform, Publish).Replace(Attribute, attribute);

    private static string Without(string marked) => With($"{{|{marked}:{Attribute.Replace("Cron = \"0 2 * * *\", ", "")}|}}");

    [Fact]
    public Task Says_both_ways_to_start_a_job() => RuleCheck.Says(
        "BWS2101",
        "Job 'people-ingest' does not say what starts it: write Cron = \"0 2 * * *\" (in UTC) for a recurring job, "
        + "or Trigger = \"manual: batchgen run people-ingest\"",
        Without("#0"));

    [Fact]
    public Task Reports_a_trigger_or_a_schedule_that_says_nothing() => RuleCheck.Reports(
        With(Attribute.Replace("Cron = \"0 2 * * *\"", "Trigger = {|BWS2101:\" \"|}")),
        Second(With(Attribute.Replace("\"0 2 * * *\"", "{|BWS2101:\"\"|}")), "Second"),
        Second(With(Attribute.Replace("\"0 2 * * *\"", "{|BWS2101:null|}")), "Third"));

    [Fact]
    public Task Accepts_either_and_what_constants_state() => RuleCheck.Reports(
        With(Attribute),
        Second(With(Attribute.Replace("Cron = \"0 2 * * *\"", "Trigger = \"manual: run people-second\"")), "Second"),
        Second(With(Attribute.Replace("\"0 2 * * *\"", "Schedules.Nightly")), "Third"),
        Second(With(Attribute.Replace("Cron = \"0 2 * * *\"", "Trigger = \"api: POST /runs/\" + nameof(PeopleIngest)")), "Fourth"),
        "public static class Schedules { public const string Nightly = \"0 2 * * *\"; }");

    [Fact]
    public Task Accepts_jobs_that_their_topic_starts() => RuleCheck.Reports(
        Job(Load).Replace("Cron = \"0 2 * * *\", ", ""),
        Second(Job(Load, Publish.Replace("ingest.v1", "seen.v1")).Replace("Cron = \"0 2 * * *\", ", ""), "Second"));

    [Fact]
    public Task Leaves_an_attribute_that_does_not_compile_to_the_compiler() => RuleCheck.Reports(
        With("BatchJob(\"people-ingest\", Cron = {|CS0029:2|}, Concurrency = 1, Idempotency = \"Upsert by record_id.\")"));

    [Theory]
    [InlineData("{|BWS2101:BatchJob(\"people-ingest\", Concurrency = 1, Idempotency = \"i\")|}", "BatchJob(\"people-ingest\", Trigger = \"manual: batchgen run people-ingest\", Concurrency = 1, Idempotency = \"i\")")]
    [InlineData("BatchJob(\"people-ingest\", Concurrency = 1, Trigger = {|BWS2101:\"\"|} /* how? */, Idempotency = \"i\")", "BatchJob(\"people-ingest\", Concurrency = 1, Trigger = \"manual: batchgen run people-ingest\" /* how? */, Idempotency = \"i\")")]
    [InlineData(
        "{|BWS2101:BatchJob(\"people-ingest\",\n    // One at a time.\n    Concurrency = 1,\n    Idempotency = \"i\")|}",
        "BatchJob(\"people-ingest\",\n    Trigger = \"manual: batchgen run people-ingest\",\n    // One at a time.\n    Concurrency = 1,\n    Idempotency = \"i\")")]
    public Task Documents_that_the_job_is_started_by_hand(string before, string after) => RuleCheck.Fixes("BWS2101", With(before), With(after));

    [Fact]
    public Task Offers_nothing_to_who_left_a_schedule_empty() => RuleCheck.OffersNoFix("BWS2101", With(Attribute.Replace("\"0 2 * * *\"", "{|BWS2101:\"\"|}")));
}
