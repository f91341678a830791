using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Prefect.Flows;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Tests.Prefect;

public sealed class FlowSourceTests
{
    [Fact]
    public void Each_job_that_is_run_has_a_flow_and_a_consumer_has_none()
    {
        IEnumerable<Artifact> artifacts = new FlowSource().ArtifactsOf(SampleJobs.Project, new WorkflowSettings());

        Assert.Equal(
            ["workflow/flows/batch_stages.py", "workflow/flows/planets_backfill_flow.py", "workflow/flows/swapi_people_flow.py"],
            artifacts.Select(static artifact => artifact.Path));
    }

    [Fact]
    public void A_project_with_consumers_only_has_no_flows() =>
        Assert.Empty(new FlowSource().ArtifactsOf(SampleJobs.Project with { Jobs = [SampleJobs.Audit] }, new WorkflowSettings()));

    [Fact]
    public void A_flow_is_what_is_verified()
    {
        Verified.Check("Prefect/Snapshots", "swapi_people_flow.verified.py", FlowWriter.Write(SampleJobs.People));
        Verified.Check("Prefect/Snapshots", "planets_backfill_flow.verified.py", FlowWriter.Write(SampleJobs.Manual));
        Verified.Check("Prefect/Snapshots", "awkward_texts_flow.verified.py", FlowWriter.Write(SampleJobs.Awkward));
    }
}
