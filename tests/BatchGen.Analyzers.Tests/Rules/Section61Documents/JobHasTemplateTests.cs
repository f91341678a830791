using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.CompanionFiles;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section61Documents;

public sealed class JobHasTemplateTests
{
    private static readonly string Source = Job(Extract, Transform, Publish);

    [Fact]
    public Task Says_where_it_belongs() => RuleCheck.SaysWithFiles(
        "BWS6101",
        "The template of job 'people-ingest' is missing: write 'docs/jobs/people-ingest/template.md'",
        With(TemplatePath, null),
        Source.Replace("\"people-ingest\"", "{|#0:\"people-ingest\"|}"));

    [Theory]
    [InlineData("## Idempotency", "{|BWS6101:## Idempotency|}", "Upsert by record_id.", "")]
    [InlineData("# people-ingest", "{|BWS6101:# people-ingest|}", "## Fallback", "## Other")]
    [InlineData("## Schedule", "{|BWS6101:## Schedule|}", " UTC", "")]
    [InlineData("## Topics and schemas", "{|BWS6101:## Topics and schemas|}", "[schema](../../../schemas/people.ingest.v1.schema.json)", "none")]
    public Task Reports_parts_that_are_missing_or_empty(string from, string to, string alsoFrom, string alsoTo) =>
        RuleCheck.ReportsWithFiles(With(TemplatePath, Template.Replace(alsoFrom, alsoTo).Replace(from, to)), Source);

    [Fact]
    public Task Accepts_other_words_levels_and_folders() => Task.WhenAll(
        RuleCheck.ReportsWithFiles(
            With(TemplatePath, Template.Replace("## Idempotency", "### IS IT IDEMPOTENT?").Replace("## Schedule", "## 2. Cron & environments")
                .Replace("## Retries and timeouts", "Retry policy, time-outs\n---").Replace("## Fallback", "#### Fall-back ####")),
            Source),
        RuleCheck.ReportsWithFiles(
            [.. All.Select(file => (file.Path.Replace("docs/jobs/people-ingest", "handbook/people"), file.Text))],
            Source.Replace("Owner = ", "Docs = \"handbook/people/\", Owner = ")));
}
