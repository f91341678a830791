using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section13Idempotency;

public sealed class JobStatesIdempotencyTests
{
    private const string Attribute = "BatchJob(\"people-ingest\", Cron = \"0 2 * * *\", Concurrency = 1, Owner = \"people\", Idempotency = \"Upsert by record_id.\")";
    private const string Without = "BatchJob(\"people-ingest\", Cron = \"0 2 * * *\", Concurrency = 1, Owner = \"people\")";

    private static string With(string attribute, params IEnumerable<string> members) => Job(members).Replace(Attribute, attribute);

    private static string Noted(string note) => $"{Without[..^1]}, Idempotency = \"{note}\")";

    [Fact]
    public Task Says_what_is_missing() => RuleCheck.Says(
        "BWS1304",
        "Job 'people-ingest' does not say why running a batch twice has no further effect: write Idempotency = \"Upsert by record_id.\" or what it does",
        With($"{{|#0:{Without}|}}", Load));

    [Fact]
    public Task Reports_a_note_that_says_nothing() => RuleCheck.Reports(
        With(Attribute.Replace("\"Upsert by record_id.\"", "{|BWS1304:\"\"|}"), Load),
        Second(With(Attribute.Replace("\"Upsert by record_id.\"", "{|BWS1304:\"  \"|}"), Extract, Transform, Publish), "Second"),
        Second(With(Attribute.Replace("\"Upsert by record_id.\"", "{|BWS1304:null|}"), Load), "Third"));

    [Fact]
    public Task Accepts_any_note() => RuleCheck.Reports(
        With(Attribute, Load),
        Second(With(Attribute.Replace("\"Upsert by record_id.\"", "Notes.Upsert + \" Of people.\""), Load), "Second"),
        "public static class Notes { public const string Upsert = \"Upsert by record_id.\"; }");

    [Fact]
    public Task Leaves_an_attribute_that_does_not_compile_to_the_compiler() => RuleCheck.Reports(
        With(Attribute.Replace("\"Upsert by record_id.\"", "{|CS0029:1|}"), Load));

    [Fact]
    public Task Writes_what_the_handler_of_a_load_must_see_to() => RuleCheck.Fixes(
        "BWS1304",
        With($"{{|BWS1304:{Without}|}}", Load),
        With(Noted("A rerun of a batch sends the same record ids (Person.Url); LoadAsync must write by record_id, so that a repetition changes nothing."), Load));

    [Fact]
    public Task Writes_it_in_a_line_of_its_own_where_the_others_have_one() => RuleCheck.Fixes(
        "BWS1304",
        With("{|BWS1304:BatchJob(\"people-ingest\", // The first.\n    Cron = \"0 2 * * *\",\n    Concurrency = 1)|}", Load),
        With(
            "BatchJob(\"people-ingest\", // The first.\n    Cron = \"0 2 * * *\",\n    Concurrency = 1,\n    Idempotency = \"A rerun of a batch sends the same record ids "
            + "(Person.Url); LoadAsync must write by record_id, so that a repetition changes nothing.\")",
            Load));

    [Fact]
    public Task Writes_what_consumers_of_a_topic_must_see_to() => RuleCheck.Fixes(
        "BWS1304",
        With($"{{|BWS1304:{Without}|}}", Extract, Transform, Publish),
        With(
            Noted("A rerun of a batch sends the same record ids (Person.Url); who consumes people.ingest.v1 must write by record_id, so that a repetition changes nothing."),
            Extract,
            Transform,
            Publish));
}
