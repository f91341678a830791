using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Checks;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Tests.Checks;

/// <summary>Each test adds one job to three correct ones in two projects, with one mistake.</summary>
public sealed class JobFindingTests
{
    /// <summary>What is right and yet worth knowing: nobody here consumes the planets.</summary>
    private const string Expected = "BWT4101 planets-backfill";

    [Fact]
    public void Correct_jobs_have_no_finding_but_a_note_on_a_topic_for_others()
    {
        CheckReport report = Checked.Report(Checked.Solution(), readsFiles: false);
        Assert.Equal([Expected], Checked.Lines(report));
        Assert.Equal(CheckSeverity.Info, report.Findings[0].Severity);
        Assert.Contains("'planets.ingest.v2'", report.Findings[0].Message, StringComparison.Ordinal);
        Assert.False(report.Has(CheckSeverity.Warning));
    }

    [Fact]
    public void Critical_jobs_of_two_projects_that_run_at_one_time_overlap()
    {
        JobModel late = Loading("people-archive", job => job with { Cron = "10 2 * * *" });
        Assert.Equal(["BWS2105 people-archive", Expected], Checked.Jobs(late));
        Assert.Equal([Expected], Checked.Jobs(Loading("people-archive", job => job with { Cron = "0 6 * * *" })));
    }

    [Fact]
    public void Two_jobs_of_one_name_are_each_told() => Assert.Equal(
        ["BWS1004 people-audit", "BWS1004 people-audit", Expected],
        Checked.Jobs(Checked.Like(SampleJobs.Audit, "people-audit", job => job with { Declaration = job.Declaration with { Namespace = "Other" } })));

    [Fact]
    public void Who_takes_the_group_of_another_job_is_told_and_not_the_other()
    {
        JobModel thief = Checked.Like(SampleJobs.Audit, "a-thief", job => job.EachStage(stage => stage with { Group = "swapi-people.load" }));
        Assert.Equal(["BWS4401 a-thief", Expected], Checked.Jobs(thief));
    }

    [Fact]
    public void A_topic_with_two_payload_types_is_an_error()
    {
        JobModel other = Checked.Like(SampleJobs.Audit, "people-mail", job => job.EachStage(stage =>
            stage with { Payload = stage.Payload! with { Type = stage.Payload.Type with { FullName = "global::Mail.Person" } } }));
        Assert.Equal(["BWS4103 people-mail", Expected], Checked.Jobs(other));
    }

    [Fact]
    public void A_topic_that_no_job_publishes_is_worth_knowing()
    {
        JobModel other = Checked.Like(SampleJobs.Audit, "films-audit", job => job.EachStage(stage => stage with { Topic = "films.ingest.v1" }));
        Assert.Equal([Expected, "BWT4102 films-audit"], Checked.Jobs(other));
    }

    [Fact]
    public void A_consumer_of_dead_letters_has_a_producer()
    {
        JobModel letters = Checked.Like(SampleJobs.Audit, "people-letters", job => job.EachStage(stage => stage with { Topic = "people.ingest.v1.dlq" }));
        Assert.DoesNotContain(Checked.Jobs(letters), line => line.StartsWith("BWT4102", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no-such-job", "is no job of the projects that were checked")]
    [InlineData("people-audit", "is a job that only its topic starts")]
    public void A_compensation_that_cannot_be_run_is_told(string name, string problem)
    {
        CheckReport report = Checked.Report(Checked.Solution(Compensated("people-mail", name)), readsFiles: false);
        Assert.Equal(["BWT3301 people-mail", Expected], Checked.Lines(report));
        Assert.Contains($"'{name}', which {problem}", report.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compensations_that_go_in_a_circle_are_told_once()
    {
        JobModel first = Loading("people-a", job => Compensating(job, "people-b") with { Cron = "0 6 * * *" });
        JobModel second = Loading("people-b", job => Compensating(job, "people-a") with { Cron = "0 8 * * *" });
        CheckReport report = Checked.Report(Checked.Solution(first, second), readsFiles: false);
        Assert.Equal(["BWT3302 people-a", Expected], Checked.Lines(report));
        Assert.Contains("'people-a' → 'people-b' → 'people-a'", report.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_schemas_of_one_type_on_one_topic_are_told_member_by_member()
    {
        JobModel older = Loading("people-archive", job => job with { Cron = "0 6 * * *" });
        older = older with { Schemas = [new TopicSchemaText("people.ingest.v1", older.Schemas[0].Json.Replace("\"maximum\": 300", "\"maximum\": 200", StringComparison.Ordinal))] };
        CheckReport report = Checked.Report(Checked.Solution(older), readsFiles: false);
        Assert.Equal(["BWT4201 people-archive", Expected], Checked.Lines(report));
        Assert.Contains("'payload.height'", report.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_on_one_job_is_asked_as_well()
    {
        JobModel fast = Checked.Like(SampleJobs.Audit, "people-mail", job => job with { Idempotency = null });
        Assert.Equal(["BWS1304 people-mail", Expected], Checked.Jobs(fast));
    }

    private static JobModel Compensated(string name, string by) => Checked.Like(SampleJobs.Audit, name, job => Compensating(job, by));

    private static JobSpec Compensating(JobSpec job, string by) => job with { Fallback = job.Fallback! with { Compensate = by } };

    /// <summary>A second job with every stage, whose load has a group of its own.</summary>
    private static JobModel Loading(string name, Func<JobSpec, JobSpec> change) =>
        Checked.Like(Checked.People, name, job => change(job).EachStage(stage => stage with { Group = null }));
}
