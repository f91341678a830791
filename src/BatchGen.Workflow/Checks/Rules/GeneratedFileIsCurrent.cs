using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>
/// BWT0002: what follows from the jobs is what is committed. Of a file that a rule of the analyzers is about as well, that rule tells more;
/// <see cref="SolutionCheck"/> leaves the finding of this one out.
/// </summary>
internal sealed class GeneratedFileIsCurrent(IReadOnlyList<IArtifactSource> sources) : SolutionRule(
    "BWT0002",
    CheckSeverity.Warning,
    clause: "7",
    title: "A generated file is what the jobs say",
    description: "Flows, deployments, schemas and documents follow from the jobs, and change with them.")
{
    public override IEnumerable<CheckFinding> Check(CheckContext context) => context.ProjectsWithFiles.SelectMany(project =>
        new ArtifactRun(sources).Check(project, WorkflowSettingsReader.Read(project))
            .Where(static report => report.State != ArtifactState.Current)
            .Select(report => Of(project, report)));

    private CheckFinding Of(BatchProject project, ArtifactReport report) => new()
    {
        Rule = Rule,
        Message = $"'{report.Path}' {Problem(report.State)}{(report.Detail is { } detail ? $" ({detail})" : "")}",
        Project = project.Name,
        Place = new FilePlace(project.FullPath(report.Path)),
    };

    private static string Problem(ArtifactState state) => state switch
    {
        ArtifactState.Missing => "is missing: run 'batchgen generate'",
        ArtifactState.Stale => "is not what the jobs say now: run 'batchgen generate'",
        ArtifactState.EditedByHand => "was edited by hand where it is generated: take the edit back, or let 'batchgen generate' overwrite it",
        ArtifactState.Obsolete => "belongs to no job any more: run 'batchgen generate', which removes it",
        _ => "cannot be brought up to date",
    };
}
