using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Checks;
using BatchGen.Workflow.Checks.Rules;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Schemas;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Tests.Checks;

/// <summary>Each test makes one mistake in the files of a project that has none.</summary>
public sealed class FileFindingTests : IDisposable
{
    private const string Deployments =
        """
        deployments:
          - name: swapi-people-prod
            tags: [batch, "job:swapi-people", "env:prod"]
            entrypoint: flows/swapi_people_flow.py:swapi_people
            parameters: { env: prod }
            schedules:
              - cron: "0 2 * * *"
                timezone: UTC
            concurrency_limit: { limit: 1, collision_strategy: ENQUEUE }
            work_pool: { name: batch-kubernetes }

        """;

    private readonly ProjectFolder _folder = new(Checked.People);

    public FileFindingTests()
    {
        _folder.Write("Batch/SwapiPeople.cs",
            """
            namespace StarWars.Batch;

            [BatchJob("swapi-people", Cron = "0 2 * * *")]
            [Fallback("file:///var/lib/batch/fallback")]
            public sealed partial class SwapiPeople
            {
                [Publish("people.ingest.v1", Attempts = 5)]
                private partial Task PublishAsync(Person person, CancellationToken token);
            }
            """);
        _folder.Write("workflow/prefect.yaml", Deployments);
        _folder.Write("schemas/people.ingest.v1.schema.json", Checked.People.Schemas[0].Json);
        _folder.Write("docs/MANIFEST.md", "- [swapi-people](jobs/swapi-people/template.md)\n");
        _folder.Write("docs/jobs/swapi-people/template.md",
            "# swapi-people\n\n## Idempotency\nUpsert.\n\n## Schedule\nlocal and prod, in UTC.\n\n## Deployment\nBy prefect.yaml.\n\n## Topics and schemas\n[schema](people.ingest.v1.schema.json)\n\n## Retries and timeouts\nAttempts with timeouts.\n\n## Fallback\nA folder.\n");
        _folder.Write("docs/jobs/swapi-people/runbook.md",
            "# swapi-people\n\n## Starting and stopping\nStart it, and stop it.\n\n## Environment and secrets\nVariables, and a password.\n\n## Health\nA probe.\n\n## Kafka topics and groups\nOne topic, one group.\n\n## Dead letters\nThe DLQ.\n\n## Troubleshooting\nLook.\n\n## Escalation\nCall.\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_project_whose_files_are_right_has_no_finding() => Assert.Empty(Lines());

    [Theory]
    [InlineData("workflow/prefect.yaml", "0 2 * * *", "0 3 * * *", "BWS2201")]
    [InlineData("workflow/prefect.yaml", "batch-kubernetes", "batch-process", "BWS2202")]
    [InlineData("schemas/people.ingest.v1.schema.json", "\"required\": [\"url\"]", "\"required\": [\"url\", \"height\"]", "BWS4202")]
    [InlineData("schemas/people.ingest.v1.schema.json", "\"maximum\": 300", "\"maximum\": 200", "BWS4203")]
    [InlineData("docs/jobs/swapi-people/runbook.md", "## Escalation\nCall.", "", "BWS6102")]
    [InlineData("docs/jobs/swapi-people/template.md", "A folder.", "TODO", "BWS6104")]
    [InlineData("docs/MANIFEST.md", "swapi-people", "another-job", "BWS6103")]
    public void One_mistake_in_a_file_is_one_finding(string file, string right, string wrong, string rule)
    {
        string text = File.ReadAllText(_folder.Path(file));
        Assert.Contains(right, text, StringComparison.Ordinal);
        _folder.Write(file, text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal([$"{rule} swapi-people"], Lines());
        Assert.Empty(Checked.Report(new BatchSolution("/x.sln", [_folder.Project]), readsFiles: false).Findings);
    }

    [Fact]
    public void What_is_about_a_file_stands_in_it_and_what_is_about_the_job_in_its_source()
    {
        _folder.Write("workflow/prefect.yaml", Deployments.Replace("0 2 * * *", "0 3 * * *", StringComparison.Ordinal));
        File.Delete(_folder.Path("schemas/people.ingest.v1.schema.json"));
        CheckReport report = Report();
        Assert.Equal(["BWS2201 swapi-people", "BWS4201 swapi-people"], Checked.Lines(report));
        Assert.Equal(new FilePlace(_folder.Path("workflow/prefect.yaml"), 7, 15), report.Findings[0].Place);
        Assert.Equal(new FilePlace(_folder.Path("Batch/SwapiPeople.cs"), 7, 14), report.Findings[1].Place);
    }

    [Fact]
    public void A_deployment_of_a_job_that_is_gone_is_told_and_one_of_somebody_elses_is_not()
    {
        const string Others = "  - { name: gone-prod, tags: [\"job:gone\"] }\n  - { name: reports, tags: [finance] }\n";
        _folder.Write("workflow/prefect.yaml", Deployments.TrimEnd('\n') + "\n" + Others);
        CheckFinding finding = Assert.Single(Report().Findings);
        Assert.Equal(("BWT2201", 11), (finding.Rule.Id, finding.Place!.Line));
        Assert.Contains("'gone-prod' is of job 'gone', which no project here has", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_that_is_older_than_a_source_is_told()
    {
        File.SetLastWriteTimeUtc(_folder.Path("Batch/SwapiPeople.cs"), new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        CheckFinding finding = Assert.Single(Report().Findings);
        Assert.Equal("BWT0001", finding.Rule.Id);
        Assert.StartsWith("'Batch/SwapiPeople.cs' changed after 'People' was built", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_generator_emits_does_not_make_the_assembly_old()
    {
        _folder.Write("Generated/StarWars.Batch.SwapiPeople.g.cs", "");
        File.SetLastWriteTimeUtc(_folder.Path("Generated/StarWars.Batch.SwapiPeople.g.cs"), new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Empty(Lines());
    }

    [Fact]
    public void A_generated_file_that_is_not_current_is_told_with_its_path()
    {
        GeneratedFileIsCurrent rule = new([new SchemaSource()]);
        CheckContext context = new(Solution, readsFiles: true);
        new ArtifactRun([new SchemaSource()]).Write(_folder.Project, new WorkflowSettings(), overwriteEdited: true, TestContext.Current.CancellationToken);
        Assert.Empty(rule.Check(context));
        File.Delete(_folder.Path("schemas/people.ingest.v1.schema.json"));
        CheckFinding finding = Assert.Single(rule.Check(context));
        Assert.StartsWith("'schemas/people.ingest.v1.schema.json' is missing: run 'batchgen generate'", finding.Message, StringComparison.Ordinal);

        // The rule of the analyzers says the same: one of them is enough.
        Assert.Equal(["BWS4201 swapi-people"], Checked.Lines(Report([rule])));
    }

    private BatchSolution Solution => new(_folder.Project.ProjectFile!, [_folder.Project]);

    /// <summary>The findings without those on generated files: the files of these tests are written by hand.</summary>
    private CheckReport Report() => Report([.. SolutionRules.All.Where(rule => rule is not GeneratedFileIsCurrent)]);

    private CheckReport Report(IReadOnlyList<SolutionRule> rules) => SolutionCheck.Run(Solution, readsFiles: true, rules, TestContext.Current.CancellationToken);

    private IReadOnlyList<string> Lines() => Checked.Lines(Report());
}
