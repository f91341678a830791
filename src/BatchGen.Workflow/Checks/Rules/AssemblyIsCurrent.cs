using BatchGen.Workflow.Checks.Places;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>BWT0001: what is checked is what the sources say. All findings come from assemblies, so an old one hides new mistakes.</summary>
internal sealed class AssemblyIsCurrent() : SolutionRule(
    "BWT0001",
    CheckSeverity.Warning,
    clause: "7",
    title: "An assembly is newer than its sources",
    description: "The check reads assemblies: what was written since the last build is not in it.")
{
    public override IEnumerable<CheckFinding> Check(CheckContext context)
    {
        foreach (BatchProject project in context.ProjectsWithFiles.Where(static project => File.Exists(project.AssemblyPath)))
        {
            DateTime built = File.GetLastWriteTimeUtc(project.AssemblyPath);
            IReadOnlyList<string> newer =
            [
                .. ProjectSources.Of(project.Directory).Append(project.ProjectFile!).Where(file => File.GetLastWriteTimeUtc(file) > built),
            ];
            if (newer.Count > 0)
            {
                string more = newer.Count > 1 ? $" and {newer.Count - 1} more" : "";
                string name = Path.GetRelativePath(project.Directory, newer[0]).Replace('\\', '/');
                yield return new CheckFinding
                {
                    Rule = Rule,
                    Message = $"'{name}'{more} changed after '{project.AssemblyName}' was built: build it, or pass --build, and check again",
                    Project = project.Name,
                    Place = new FilePlace(newer[0]),
                };
            }
        }
    }
}
