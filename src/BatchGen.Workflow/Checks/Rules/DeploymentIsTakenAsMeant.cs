using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Prefect.Deployments;

namespace BatchGen.Workflow.Checks.Rules;

/// <summary>BWT2202: of a prefect.yaml Prefect takes what it is meant to say; for files that were edited by hand, as generated ones are held against the same rules.</summary>
internal sealed class DeploymentIsTakenAsMeant() : SolutionRule(
    "BWT2202",
    CheckSeverity.Error,
    clause: "2.2",
    title: "Prefect takes a prefect.yaml as it is meant",
    description: "Prefect drops unknown keys in silence, takes a file with a wrong type for an empty one, and refuses the rest only behind the build.")
{
    public override IEnumerable<CheckFinding> Check(CheckContext context)
    {
        foreach (BatchProject project in context.ProjectsWithFiles)
        {
            string path = project.FullPath(PrefectYamlSource.PathOf(project));
            if (!File.Exists(path))
            {
                continue;
            }

            foreach (PrefectYamlProblem problem in PrefectYamlValidator.Validate(Digest.Normalized(File.ReadAllText(path))))
            {
                yield return new CheckFinding
                {
                    Rule = Rule,
                    Message = $"In '{PrefectYamlSource.PathOf(project)}' {problem.Message}",
                    Project = project.Name,
                    Place = new FilePlace(path, problem.Line),
                };
            }
        }
    }
}
