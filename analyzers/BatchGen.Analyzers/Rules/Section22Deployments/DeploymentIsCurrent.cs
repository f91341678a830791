using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section22Deployments;

/// <summary>BWS2201: what is deployed is what the job says.</summary>
internal sealed class DeploymentIsCurrent() : Rule(Definition), IJobFileRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS2201",
        RuleCategory.Deployments,
        DiagnosticSeverity.Warning,
        clause: "2.2",
        title: "A job's deployment in prefect.yaml is what its attributes say",
        messageFormat: "Job '{0}': {1}",
        description: "Prefect starts a job by its prefect.yaml: entrypoint, schedule and concurrency limit there are those of the attributes.");

    public IEnumerable<Finding> Check(JobFiles job)
    {
        // A job that a topic starts has no deployment; one that states no trigger has nothing to compare with (BWS2101).
        if (job.IsConsumer || job.Job.Stages.Count == 0 || (job.Job.Cron ?? job.Job.Trigger) is null)
        {
            return [];
        }

        List<ProjectFile> present = [.. job.Files.Deployments.Where(static file => file.Exists)];
        if (present.Count == 0)
        {
            return [new(Anchor.Job("name"), job.Name, $"no deployment is committed: write '{Folder(job)}/prefect.yaml'")];
        }

        List<Finding> unreadable = [.. present
            .Where(static file => file.Yaml is { Error: not null, IsUnsupported: false })
            .Select(file => new Finding(Anchor.Job("name"), job.Name, $"'{file.Name}' is no YAML: {file.Yaml.Error}") { Place = file.At(file.Yaml.ErrorSpan) })];
        return present.Any(static file => file.Yaml.Error is not null) ? unreadable : Compare(job);
    }

    private static IEnumerable<Finding> Compare(JobFiles job)
    {
        List<DeploymentEntry> entries = [.. DeploymentEntry.All(job).Where(entry => entry.IsOf(job.Job))];
        if (entries.Count == 0)
        {
            yield return new(Anchor.Job("name"), job.Name, "'prefect.yaml' has no deployment of it: add one, with the tag 'job:" + job.Name + "'");
            yield break;
        }

        foreach (DeploymentEntry entry in entries)
        {
            foreach ((string what, TextSpan place) in DeploymentComparer.Compare(job.Job, entry))
            {
                yield return new(Anchor.Job("name"), job.Name, $"deployment '{entry.Name}' {what}") { Place = entry.File.At(place) };
            }
        }

        if (job.Job.Cron is { } cron && entries.All(static entry => !entry.IsProduction && DeploymentComparer.SchedulesOf(entry).Count == 0))
        {
            yield return new(Anchor.Job("Cron"), job.Name, $"none of its deployments has its schedule \"{cron}\"");
        }
    }

    private static string Folder(JobFiles job) => job.Files.WorkflowFolder.Replace('\\', '/').TrimEnd('/');
}
