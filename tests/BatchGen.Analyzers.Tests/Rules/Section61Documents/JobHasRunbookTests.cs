using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.CompanionFiles;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section61Documents;

public sealed class JobHasRunbookTests
{
    private static readonly string Source = Job(Extract, Transform, Publish);

    [Fact]
    public Task Says_which_section_to_write() => RuleCheck.SaysWithFiles(
        "BWS6102",
        "The runbook of job 'people-ingest' has no section on escalation: write one, for example '## Escalation'",
        With(RunbookPath, Runbook.Replace("# people-ingest: runbook", "{|#0:# people-ingest: runbook|}").Replace("## Escalation", "## More")),
        Source);

    [Fact]
    public Task Reports_a_missing_runbook_on_the_job() => RuleCheck.ReportsWithFiles(
        With(RunbookPath, null), Source.Replace("\"people-ingest\"", "{|BWS6102:\"people-ingest\"|}"));

    [Theory]
    [InlineData("## Dead letters", "{|BWS6102:## Dead letters|}", "people.ingest.v1.dlq", "<!-- later -->")]
    [InlineData("## Starting and stopping", "{|BWS6102:## Starting|}", " Stop: cancel the run.", "")]
    [InlineData("## Kafka topics and groups", "{|BWS6102:## Kafka|}", ", group people-ingest.load", "")]
    public Task Reports_sections_that_say_nothing_or_half(string from, string to, string alsoFrom, string alsoTo) =>
        RuleCheck.ReportsWithFiles(With(RunbookPath, Runbook.Replace(alsoFrom, alsoTo).Replace(from, to)), Source);

    [Fact]
    public Task Accepts_other_words_and_sections_below_sections() => RuleCheck.ReportsWithFiles(
        With(RunbookPath, """
            # Operations guide

            ## How to start the job

            ~~~sh
            # prefect deployment run
            prefect deployment run people-ingest/people-ingest-prod
            ~~~

            ## How to shut it down

            Cancel the run.

            ## Configuration

            ### Variables
            `KAFKA`

            ### Credentials
            None.

            ## Health checks
            `/health`

            ## Consumer groups & topics
            people.ingest.v1

            ## DLQ handling
            Replay them.

            ## Known issues
            None so far.

            ## On-call
            The team people.
            """),
        Source);
}
