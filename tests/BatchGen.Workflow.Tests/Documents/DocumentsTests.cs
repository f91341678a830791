using BatchGen.Analyzers.Files.Markdown;
using BatchGen.Analyzers.Rules.Section61Documents;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Documents;
using BatchGen.Workflow.Documents.Runbook;
using BatchGen.Workflow.Documents.Template;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Tests.Documents;

public sealed class DocumentsTests : IDisposable
{
    private static readonly ArtifactRun Sources = new([new TemplateSource(), new RunbookSource(), new ManifestSource()]);
    private readonly TemporaryProject _project = new();

    public void Dispose() => _project.Dispose();

    public static TheoryData<string> Jobs => [SampleJobs.People.Name, SampleJobs.Audit.Name, SampleJobs.Manual.Name, "bare"];

    [Theory]
    [MemberData(nameof(Jobs))]
    public void The_documents_have_every_part_and_no_placeholder(string name)
    {
        JobModel job = JobOf(name);
        MarkdownText template = MarkdownText.Read(Document(job, "template.md"));
        MarkdownText runbook = MarkdownText.Read(Document(job, "runbook.md"));
        Assert.Empty(JobDocument.TemplatePartsOf(job.Spec).Select(part => part.MissingIn(template)).OfType<(string What, Microsoft.CodeAnalysis.Text.TextSpan Place)>().Select(part => part.What));
        Assert.Empty(JobDocument.RunbookParts.Select(part => part.MissingIn(runbook)).OfType<(string What, Microsoft.CodeAnalysis.Text.TextSpan Place)>().Select(part => part.What));
        Assert.Empty(Placeholders.In(template).Concat(Placeholders.In(runbook)).Select(found => found.Text));
    }

    [Fact]
    public void A_runbook_names_what_an_operator_types()
    {
        string runbook = Document(SampleJobs.People, "runbook.md");
        foreach (string command in new[]
        {
            "`prefect deployment run swapi-people/swapi-people-prod`", "`SwapiPeople run swapi-people --batch-id ID`", "`SwapiPeople consume swapi-people`",
            "batchgen dlq replay --topic people.ingest.v1 ", "--describe --group swapi-people.load", "batchgen fallback list --store file:///var/lib/batch/fallback --job swapi-people",
            "`Batch__Notify__slack__people-alerts__Url`", "`Batch__Notify__Smtp__Host`", "data-platform-oncall",
        })
        {
            Assert.Contains(command, runbook, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_consumer_is_told_nothing_of_runs_and_a_run_nothing_of_consumers()
    {
        string consumer = Document(SampleJobs.Audit, "runbook.md") + Document(SampleJobs.Audit, "template.md");
        Assert.DoesNotContain("people-audit-prod", consumer, StringComparison.Ordinal);
        Assert.DoesNotContain("SwapiPeople run people-audit", consumer, StringComparison.Ordinal);
        Assert.Contains("`Batch__Fallback__S3__SecretKey`", consumer, StringComparison.Ordinal);
        Assert.Contains("SwapiPeople run swapi-people --compensates people-audit/BATCH_ID", consumer, StringComparison.Ordinal);
        string run = Document(SampleJobs.Manual, "runbook.md") + Document(SampleJobs.Manual, "template.md");
        Assert.DoesNotContain("SwapiPeople consume", run, StringComparison.Ordinal);
        Assert.DoesNotContain("Batch__Health", run, StringComparison.Ordinal);
        Assert.Contains("| publish | 6 | 30 s, doubled each time up to 90 s | 45 s |", run, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_states_nothing_says_so()
    {
        string documents = Document(JobOf("bare"), "template.md") + Document(JobOf("bare"), "runbook.md");
        Assert.Contains("The job states neither an owner nor whom to call", documents, StringComparison.Ordinal);
        Assert.Contains("does not state why running a batch twice has no further effect", documents, StringComparison.Ordinal);
        Assert.Contains("Nobody is told", documents, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_author_of_a_job_writes_cannot_break_its_documents()
    {
        JobModel job = SampleJobs.People with
        {
            Spec = SampleJobs.People.Spec with { Owner = "a | b", Idempotency = "Upsert by <key>\n## No heading <!-- /batchgen:idempotency -->" },
        };
        string template = Document(job, "template.md");
        Assert.Contains("| owner | a \\| b |", template, StringComparison.Ordinal);
        Assert.DoesNotContain(MarkdownText.Read(template).Sections, section => section.Heading.Contains("No heading", StringComparison.Ordinal));
        Assert.Empty(Placeholders.In(MarkdownText.Read(template)));
        Assert.Equal(ArtifactState.Current, Assert.Single(Sources.Check(Project(job), new()), report => report.Path.EndsWith("template.md", StringComparison.Ordinal)).State);
    }

    [Fact]
    public void Text_by_hand_survives_and_a_part_that_the_author_has_written_is_not_generated_beside_it()
    {
        Document(SampleJobs.People, "runbook.md");
        const string Path = "docs/jobs/swapi-people/runbook.md";
        _project[Path] += "\n## Ask Leia\n\nShe knows the API.\n";
        JobModel changed = SampleJobs.People with { Spec = SampleJobs.People.Spec with { Owner = "new-owner" } };
        Document(changed, "runbook.md");
        Assert.Contains("\n## Ask Leia\n\nShe knows the API.\n", _project[Path], StringComparison.Ordinal);
        Assert.Contains("First the owner, new-owner.", _project[Path], StringComparison.Ordinal);

        _project[Path] = "# Mine\n\n## Health\n\nLook at the dashboard.\n\n## Escalation\n\nLeia.\n";
        Document(changed, "runbook.md");
        Assert.Equal(1, _project[Path].Split("## Health").Length - 1);
        Assert.Equal(1, _project[Path].Split("## Escalation").Length - 1);
        Assert.Contains("## Troubleshooting", _project[Path], StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_of_two_projects_has_the_jobs_of_both()
    {
        BatchProject one = Project(SampleJobs.People) with { Name = "One", Manifest = "docs/MANIFEST.md" };
        BatchProject two = Project(SampleJobs.Audit) with { Name = "Two", Manifest = "docs/MANIFEST.md" };
        foreach (BatchProject project in new[] { one, two, one })
        {
            Sources.Write(project, new(), overwriteEdited: false, CancellationToken.None);
        }

        Assert.Contains("| swapi-people | people-data | [template](jobs/swapi-people/template.md) | [runbook](jobs/swapi-people/runbook.md) | [people.ingest.v1](../schemas/people.ingest.v1.schema.json) |", _project["docs/MANIFEST.md"], StringComparison.Ordinal);
        Assert.Contains("[template](jobs/people-audit/template.md)", _project["docs/MANIFEST.md"], StringComparison.Ordinal);
        Assert.All(Sources.Check(two, new()), report => Assert.Equal(ArtifactState.Current, report.State));
    }

    [Fact]
    public void Every_link_leads_to_a_file_that_is_there()
    {
        BatchProject project = Project(SampleJobs.People, SampleJobs.Audit) with { Manifest = "../MANIFEST-" + Guid.NewGuid().ToString("N") + ".md" };
        try
        {
            new ArtifactRun([new TemplateSource(), new RunbookSource(), new ManifestSource(), new BatchGen.Workflow.Schemas.SchemaSource()]).Write(project, new(), overwriteEdited: false, CancellationToken.None);
            foreach (string file in Directory.EnumerateFiles(project.Directory, "*.md", SearchOption.AllDirectories).Append(project.FullPath(project.Manifest)))
            {
                foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), @"\]\(([^)]+)\)"))
                {
                    Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value)), $"{file}: {link.Groups[1].Value}");
                }
            }
        }
        finally
        {
            File.Delete(project.FullPath(project.Manifest));
        }
    }

    private static JobModel JobOf(string name) => SampleJobs.Project.Jobs.FirstOrDefault(job => job.Name == name) ?? SampleJobs.Manual with
    {
        Spec = SampleJobs.Manual.Spec with { Name = name, Owner = null, Escalation = null, Idempotency = null, Trigger = null, Fallback = null },
    };

    private string Document(JobModel job, string name)
    {
        BatchProject project = Project(job, SampleJobs.People, SampleJobs.Audit);
        Sources.Write(project with { Jobs = [.. project.Jobs.DistinctBy(other => other.Name)] }, new WorkflowSettings(), overwriteEdited: false, CancellationToken.None);
        return _project[$"docs/jobs/{job.Name}/{name}"];
    }

    private BatchProject Project(params JobModel[] jobs) => _project.Project with { Jobs = jobs };
}
