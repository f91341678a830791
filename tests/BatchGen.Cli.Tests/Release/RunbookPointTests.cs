using BatchGen.Cli.Commands.Release;
using BatchGen.Cli.Commands.Release.Points;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Cli.Tests.Release;

public sealed class RunbookPointTests : ReleaseTest
{
    private const string Path = "docs/jobs/swapi-people/runbook.md";

    private const string Text =
        """
        # Runbook

        ## Start and stop
        Start with the command, stop with Ctrl+C.

        ## Environment and secrets
        The variable Batch__Kafka__SaslPassword is a secret.

        ## Health
        GET /health.

        ## Kafka topics and groups
        The topic and its group.

        ## Dead letters
        See dlq list.

        ## Troubleshooting
        Look at the log.

        ## Escalation
        Call data-platform-oncall.

        """;

    [Fact]
    public async Task A_runbook_passes_when_it_is_current_and_complete()
    {
        RunbookPoint point = new(Subject, [new Source()]);
        await CheckAsync(point, PointOutcome.Failed, $"'{Path}' is missing");
        new ArtifactRun([new Source()]).Write(Subject.Project, new WorkflowSettings(), overwriteEdited: false, default);
        PointFinding passed = await CheckAsync(point, PointOutcome.Passed, "current and complete");
        Assert.Contains($"`{Path}`: current", passed.Evidence);
    }

    [Fact]
    public async Task It_fails_when_a_part_is_missing_or_left_to_be_filled_in_or_the_job_says_something_else()
    {
        Write(Path, Text.Replace("## Escalation", "## Other", StringComparison.Ordinal));
        await CheckAsync(new RunbookPoint(Subject, []), PointOutcome.Failed, "has no section on escalation");
        Write(Path, Text.Replace("Look at the log.", "TODO", StringComparison.Ordinal));
        await CheckAsync(new RunbookPoint(Subject, []), PointOutcome.Failed, "has 'TODO' left to be filled in");
        Write(Path, Text);
        await CheckAsync(new RunbookPoint(Subject, []), PointOutcome.Skipped, "nothing says whether it is current");
        await CheckAsync(new RunbookPoint(Subject, [new Source()]), PointOutcome.Failed, $"'{Path}' is edited by hand");
    }

    private sealed class Source : IArtifactSource
    {
        public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings) => [new(Path, Text + "\nThe job says more.\n", ArtifactForm.Whole)];
    }
}
