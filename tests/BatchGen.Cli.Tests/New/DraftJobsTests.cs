using BatchGen.Analyzers.Model;
using BatchGen.Cli.Commands.New;
using BatchGen.Workflow.Models;

namespace BatchGen.Cli.Tests;

public sealed class DraftJobsTests
{
    [Fact]
    public void A_new_job_is_known_with_the_schema_of_its_topic_before_it_is_built()
    {
        JobModel job = JobOf(new NewJobRequest { Job = "people-ingest", Cron = "0 2 * * *", Folder = "/src" });

        Assert.Equal(("people-ingest", "0 2 * * *", "people-data"), (job.Name, job.Spec.Cron, job.Spec.Owner));
        Assert.Equal([StageKind.Extract, StageKind.Transform, StageKind.Publish, StageKind.Load], job.Spec.Stages.Select(stage => stage.Kind));
        TopicSchemaText schema = Assert.Single(job.Schemas);
        Assert.Equal("people.ingest.v1", schema.Topic);
        Assert.Contains("\"required\": [\"id\", \"name\"]", schema.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_consumer_has_one_stage_and_no_schema_of_its_own()
    {
        JobModel job = JobOf(new NewJobRequest { Job = "people-audit", IsConsumer = true, Topic = "people.ingest.v1", Folder = "/src" });

        Assert.Equal("people-audit.load", Assert.Single(job.Spec.Stages).Group);
        Assert.Empty(job.Schemas);
        Assert.False(job.IsRun);
    }

    private static JobModel JobOf(NewJobRequest request) => Assert.Single(DraftJobs.In(
        request.Stem, new Commands.New.Templates.JobTemplate().FilesFor(request.ValuesFor(null)).Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal))));
}
