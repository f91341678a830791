using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.CompanionFiles;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section42Schemas;

public sealed class TopicHasSchemaTests
{
    private static readonly string Source = Job(Extract, Transform, Publish);

    [Fact]
    public Task Says_which_file_is_missing() => RuleCheck.SaysWithFiles(
        "BWS4201",
        "Topic 'people.ingest.v1' of job 'people-ingest' has no schema: commit 'schemas/people.ingest.v1.schema.json'",
        With(SchemaPath, null),
        Source.Replace("Publish(\"people.ingest.v1\"", "Publish({|#0:\"people.ingest.v1\"|}"));

    [Fact]
    public Task Accepts_a_schema_and_a_topic_that_is_only_consumed() => Task.WhenAll(
        RuleCheck.ReportsWithFiles([.. All], Source),
        RuleCheck.ReportsWithFiles([.. With(SchemaPath, null), ("contracts/v1/people.ingest.v1.schema.json", Schema)], Source),
        RuleCheck.ReportsWithFiles(With(SchemaPath, null), Job(Load).Replace("Cron = \"0 2 * * *\", ", "")),
        RuleCheck.Reports(Source));
}
