using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>Standard 5.3, 1: the deployment is registered, with the cron that the job declares, and active.</summary>
internal sealed class DeploymentPoint(ReleaseSubject subject, Func<PrefectClient> connect) : IReleasePoint
{
    public int Number => 1;

    public string Name => "deployment";

    public string Title => "Cron registered and visible in Prefect";

    public async Task<PointFinding> CheckAsync(CancellationToken cancellationToken)
    {
        if (!subject.Job.IsRun)
        {
            return PointFinding.Skipped("the job is started by its topic: it has neither cron nor deployment");
        }

        PrefectClient client = connect();
        string version = await client.VersionAsync(cancellationToken).ConfigureAwait(false);
        Runs.DeploymentName name = subject.Deployment;
        if (await client.FindDeploymentAsync(name.Job, name.Name, cancellationToken).ConfigureAwait(false) is not { } deployment)
        {
            return PointFinding.Failed(
                $"Prefect at {client.Api} has no deployment '{name.Job}/{name.Name}'. Register it: cd {subject.Project.WorkflowFolder} && prefect --no-prompt deploy --name {name.Name}");
        }

        List<string> evidence =
        [
            $"Prefect {version} at {client.Api}: deployment `{name.Job}/{name.Name}`, id `{deployment.Id}`, status {deployment.Status ?? "unknown"}, pool {deployment.WorkPoolName ?? "none"}",
            .. (deployment.Schedules ?? []).Select(schedule => $"schedule `{schedule.Slug}`: `{schedule.Schedule.Text}`, {(schedule.Active ? "active" : "switched off")}"),
        ];
        string? problem = ProblemOf(deployment);
        if (problem is null && subject.Job.Spec.Cron is not null)
        {
            IReadOnlyList<FlowRun> next = await client.NextRunsAsync(deployment.Id, TimeProvider.System.GetUtcNow(), 1, cancellationToken).ConfigureAwait(false);
            evidence.Add(next is [{ ExpectedStartTime: { } slot }] ? $"next run: {Output.PlainText.Time(slot)}" : "no run is scheduled yet: the scheduler looks once a minute");
        }

        return problem is null
            ? PointFinding.Passed(subject.Job.Spec.Cron is { } cron ? $"`{name.Name}` runs at `{cron}` UTC" : $"`{name.Name}` is registered; the job is started by hand ({subject.Job.Spec.Trigger})", evidence)
            : PointFinding.Failed(problem, evidence);
    }

    private string? ProblemOf(Deployment deployment)
    {
        if (deployment.Paused)
        {
            return "the deployment is paused: 'prefect deployment resume' starts its schedules";
        }

        DeploymentSchedule[] active = [.. (deployment.Schedules ?? []).Where(static schedule => schedule.Active)];
        if (subject.Job.Spec.Cron is not { } cron)
        {
            return active.Length == 0 ? null : $"the job declares no cron, but the deployment has the schedule {active[0].Schedule.Text}";
        }

        return active switch
        {
            [] => "the deployment has no active schedule",
            [{ Schedule: { Cron: { } registered, Timezone: null or "UTC" } }] when Fields(registered).SequenceEqual(Fields(cron)) => null,
            [{ } other] => $"the schedule is {other.Schedule.Text}, but the job declares {cron} UTC: deploy it again",
            _ => $"the deployment has {active.Length} active schedules: a slug was renamed once, delete the old one with 'prefect deployment schedule delete'",
        };
    }

    private static string[] Fields(string cron) => cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
