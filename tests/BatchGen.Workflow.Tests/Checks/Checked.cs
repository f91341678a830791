using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Checks;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Tests.Checks;

/// <summary>Solutions for tests of checks, and what is found in them.</summary>
internal static class Checked
{
    /// <summary>The sample that is scheduled, with the time that its attempts may take (BWS3206).</summary>
    public static JobModel People { get; } = SampleJobs.People with { Spec = SampleJobs.People.Spec with { MaxMinutes = 240 } };

    /// <summary>The sample jobs in two projects, as they are in a solution; neither has a folder.</summary>
    public static BatchSolution Solution(params JobModel[] more) => new("/src/Batch.sln",
    [
        SampleJobs.Project with { Jobs = [SampleJobs.Manual, People] },
        SampleJobs.Project with
        {
            Name = "Audit",
            Directory = "/src/Audit",
            ProjectFile = "/src/Audit/Audit.csproj",
            AssemblyPath = "/src/Audit/bin/Debug/net10.0/Audit.dll",
            AssemblyName = "Audit",
            Jobs = [SampleJobs.Audit, .. more],
        },
    ]);

    /// <summary>What is found in the jobs, without files: <c>BWS1004 swapi-people</c>, by severity and id.</summary>
    public static IReadOnlyList<string> Jobs(params JobModel[] more) => Lines(Report(Solution(more), readsFiles: false));

    public static CheckReport Report(BatchSolution solution, bool readsFiles) => SolutionCheck.Run(solution, readsFiles, TestContext.Current.CancellationToken);

    public static IReadOnlyList<string> Lines(CheckReport report) => [.. report.Findings.Select(static finding => $"{finding.Rule.Id} {finding.Job}".TrimEnd())];

    /// <summary>A sample job under another name, declared otherwise.</summary>
    public static JobModel Like(JobModel model, string name, Func<JobSpec, JobSpec>? change = null)
    {
        JobSpec spec = model.Spec with { Name = name };
        return model with { Spec = change is null ? spec : change(spec) };
    }

    /// <summary>The job with each of its stages changed.</summary>
    public static JobSpec EachStage(
        this JobSpec job, Func<StageSpec, StageSpec> change) =>
        job with { Stages = job.Stages.Select(change).ToEquatableArray() };
}
