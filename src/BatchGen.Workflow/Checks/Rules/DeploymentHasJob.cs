using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Files.Yaml;
using BatchGen.Analyzers.Rules.Section22Deployments;
using BatchGen.Workflow.Checks.Files;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>
/// BWT2201: Prefect runs what prefect.yaml names, also after the job was removed. Only deployments with the tag <c>job:NAME</c> are judged:
/// others are not this tool's.
/// </summary>
internal sealed class DeploymentHasJob() : SolutionRule(
    "BWT2201",
    CheckSeverity.Warning,
    clause: "2.2",
    title: "A deployment in prefect.yaml belongs to a job",
    description: "A deployment whose job is gone starts runs that fail.")
{
    private const string Tag = "job:";

    public override IEnumerable<CheckFinding> Check(CheckContext context)
    {
        HashSet<FilePlace> reported = [];
        ILookup<string, CheckedJob> jobs = context.Jobs.ToLookup(static job => job.Model.Name, StringComparer.Ordinal);
        foreach (BatchProject project in context.ProjectsWithFiles)
        {
            foreach (DeploymentEntry entry in DeploymentEntry.All(context.FilesOf(project)!).Where(entry => IsWhollyKnown(entry.File, project, context)))
            {
                foreach (YamlValue tag in (entry.Value["tags"]?.Items ?? []).Where(static tag => tag.Text.StartsWith(Tag, StringComparison.Ordinal)))
                {
                    string name = tag.Text[Tag.Length..];
                    FilePlace place = FilePlaces.Of(entry.File.At(tag.Span));
                    if (Problem(name, jobs) is { } problem && reported.Add(place))
                    {
                        yield return new CheckFinding
                        {
                            Rule = Rule,
                            Message = $"Deployment '{entry.Name}' {problem}: remove it here and with 'prefect deployment delete {name}/{entry.Name}'",
                            Project = project.Name,
                            Place = place,
                        };
                    }
                }
            }
        }
    }

    private static string? Problem(string name, ILookup<string, CheckedJob> jobs) =>
        !jobs.Contains(name) ? $"is of job '{name}', which no project here has"
        : jobs[name].All(static job => !job.Model.IsRun) ? $"is of job '{name}', which only its topic starts"
        : null;

    // A file that several projects share may have deployments of projects that were not named.
    private static bool IsWhollyKnown(ProjectFile file, BatchProject project, CheckContext context) =>
        FilePaths.IsIn(file.NormalizedPath, FilePaths.Normalize(project.Directory))
        || Path.GetExtension(context.Solution.Path).ToLowerInvariant() is ".sln" or ".slnx";
}
