using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.CompanionFiles;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section61Documents;

public sealed class DocumentHasNoPlaceholdersTests
{
    private static readonly string Source = Job(Extract, Transform, Publish);

    [Fact]
    public Task Says_what_is_left() => RuleCheck.SaysWithFiles(
        "BWS6104",
        "'TODO' is left in 'template.md' of job 'people-ingest': write what belongs there",
        With(TemplatePath, Template.Replace("Upsert by record_id.", "{|#0:TODO|}: say why.")),
        Source);

    [Fact]
    public Task Reports_every_kind_in_every_document() => RuleCheck.ReportsWithFiles(
        [
            .. With(RunbookPath, Runbook.Replace("people.ingest.v1.dlq", "{|BWS6104:TBD|} and ({|BWS6104:FIXME|}) {|BWS6104:{{ topic }}|} {|BWS6104:<your team>|}")),
            ("docs/jobs/people-ingest/notes.md", "{|BWS6104:Lorem ipsum|} dolor\n<!-- {|BWS6104:TODO|} -->"),
        ],
        Source);

    [Fact]
    public Task Accepts_code_HTML_and_words_that_only_look_like_it() => RuleCheck.ReportsWithFiles(
        With(RunbookPath, Runbook.Replace("people.ingest.v1.dlq", """
            A todo list, TODOIST, PRE-TODO-list<br>
            <https://example.com> and <details> and `<topic>` and `{{ $TAG }}`

            ~~~
            kafka-topics --topic <topic> # TODO in code
            ~~~

            where 3 < 4 and 5 > 4
            """)),
        Source);
}
