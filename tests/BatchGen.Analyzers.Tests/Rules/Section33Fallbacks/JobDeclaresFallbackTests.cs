using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section33Fallbacks;

public sealed class JobDeclaresFallbackTests
{
    private const string Declared = "[Fallback(\"file:///var/lib/batch/fallback\", Notify = [\"slack:people-ingest-alerts\"])]";

    private static string With(string header) => Job(Load).Replace(Header, header);

    private static string BatchJob => Header.Split('\n')[0];

    [Fact]
    public Task Says_what_to_write() => RuleCheck.Says(
        "BWS3301",
        "Job 'people-ingest' has no [Fallback], and a record that fails for good would be lost: "
        + "write [Fallback(\"file:///var/lib/batch/fallback\", Notify = [\"slack:people-ingest-alerts\"])]",
        With(BatchJob).Replace("PeopleIngest", "{|#0:PeopleIngest|}"));

    [Fact]
    public Task Reports_a_fallback_without_a_store() => RuleCheck.Reports(With(BatchJob + "\n[Fallback({|BWS3301:null!|}, Notify = [\"slack:people-alerts\"])]"));

    [Fact]
    public Task Accepts_a_fallback_in_any_form() => RuleCheck.Reports(
        With(BatchJob + "\n[Fallback(\"s3://people/fallback\", Notify = [\"pagerduty:people\"], Compensate = \"people-repair\")]"),
        Second(With($"{BatchJob[..^1]}, {Declared[1..]}"), "Second"));

    [Fact]
    public Task Accepts_a_fallback_on_another_part() => RuleCheck.Reports(
        With(BatchJob), $"{Usings}{Declared}\npartial class PeopleIngest;");

    [Fact]
    public Task Accepts_a_class_that_is_no_job() => RuleCheck.Reports($"{Usings}public sealed class PeopleIngest {{ }}");

    [Fact]
    public Task Leaves_a_fallback_that_does_not_compile_to_the_compiler() => RuleCheck.Reports(With(BatchJob + "\n[{|CS7036:Fallback|}]"));

    [Fact]
    public Task Adds_a_fallback_below_the_job_s_attribute() => RuleCheck.Fixes(
        "BWS3301",
        With($"// Every night.\n{BatchJob} // Not on Sundays.\n[System.Obsolete]").Replace("class PeopleIngest", "class {|BWS3301:PeopleIngest|}"),
        With($"// Every night.\n{BatchJob} // Not on Sundays.\n{Declared}\n[System.Obsolete]"));

    [Fact]
    public Task Adds_it_in_the_line_of_the_class() => RuleCheck.Fixes(
        "BWS3301",
        With(BatchJob).Replace("\npublic sealed partial class PeopleIngest", " public sealed partial class {|BWS3301:PeopleIngest|}"),
        With($"{BatchJob} {Declared}").Replace("\npublic sealed partial class", " public sealed partial class"));

    [Fact]
    public Task Adds_it_inside_of_another_type_with_its_namespace_where_that_is_not_imported() => RuleCheck.Fixes(
        "BWS3301",
        Qualified("", "{|BWS3301:Ingest|}"),
        Qualified($"    {Declared.Replace("[Fallback", "[BatchGen.Fallback").Replace("people-ingest", "ingest")}\n", "Ingest"));

    private static string Qualified(string fallback, string name) => $$"""
        namespace Demo;

        public static partial class Outer
        {
            [BatchGen.BatchJob("ingest", Concurrency = 1, Idempotency = "Upsert by record_id.")]
        {{fallback}}    internal sealed partial class {{name}}
            {
                [BatchGen.Load("people.ingest.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
                private void Load(Person person)
                {
                }
            }
        }

        public sealed record Person([property: BatchGen.RecordId] string Url);
        """;
}
