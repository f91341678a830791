using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section12Stages;

public sealed class JobDeclaresEveryStageTests
{
    private static string Marked(params IEnumerable<string> members) =>
        Job(members).Replace("partial class PeopleIngest", "partial class {|BWS1201:PeopleIngest|}");

    [Fact]
    public Task Says_which_stage_is_missing() => RuleCheck.Says(
        "BWS1201",
        "Job 'people-ingest' declares [Extract] and [Publish], but transform is missing: add a [Transform] method "
        + "(a job with only [Load] stages is complete, too)",
        Job(Extract, Publish).Replace("partial class PeopleIngest", "partial class {|#0:PeopleIngest|}"));

    [Fact]
    public Task Reports_records_that_go_nowhere() => RuleCheck.Reports(Marked(Extract, Transform, Load));

    [Fact]
    public Task Reports_a_job_without_stages() => RuleCheck.Reports(Marked("public int Count { get; set; }"));

    [Fact]
    public Task Accepts_complete_jobs() => RuleCheck.Reports(
        Job(Extract, Transform, Publish),
        Job(Load).Replace("namespace Demo;", "namespace Demo.Consumer;").Replace("people-ingest", "people-load").Replace("people.ingest.v1", "people.load.v1"),
        Job(Load, Publish.Replace("ingest.v1", "seen.v1"))
            .Replace("namespace Demo;", "namespace Demo.ConsumeAndProduce;").Replace("people-ingest\"", "people-seen\"").Replace("people.ingest.v1", "people.read.v1"));

    [Fact]
    public Task Accepts_stages_in_another_part_and_in_a_base_class() => RuleCheck.Reports(
        Job(Transform, Publish).Replace("partial class PeopleIngest", "partial class PeopleIngest : Fetching"),
        $$"""
        {{Usings}}
        public abstract class Fetching
        {
            {{Extract.Replace("private", "protected")}}
        }

        partial class PeopleIngest
        {
            {{Load}}
        }
        """);

    [Fact]
    public Task Adds_a_transform_between_its_neighbours() => RuleCheck.Fixes(
        "BWS1201",
        Marked(Extract, Publish, Load),
        Job(
            Extract,
            "[Transform(Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60)]\n"
            + "    private Person Transform(Source source) => throw new System.NotImplementedException();",
            Publish,
            Load));

    [Fact]
    public Task Adds_an_extract_and_a_publish_around_a_transform() => RuleCheck.Fixes(
        "BWS1201",
        Marked(Transform),
        Job(
            "[Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]\n"
            + "    private IAsyncEnumerable<Source> ExtractAsync(CancellationToken ct) => throw new System.NotImplementedException();",
            Transform,
            "[Publish(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]\n"
            + "    private partial Task PublishAsync(Person record, CancellationToken ct);"));

    [Fact]
    public Task Offers_nothing_where_the_types_are_unknown() => RuleCheck.OffersNoFix("BWS1201", Marked("public int Count { get; set; }"));
}
