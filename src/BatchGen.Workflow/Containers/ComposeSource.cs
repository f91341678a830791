using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Containers;

/// <summary>
/// A stack to try the jobs on one machine (standard 5.1): a broker with their topics, Prefect with a worker and the local deployments, the
/// consumers, Prometheus and Grafana. Ports are open to this machine only, and there are no secrets in it.
/// </summary>
internal sealed class ComposeSource : IArtifactSource
{
    public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings)
    {
        string folder = project.WorkflowFolder.TrimEnd('/');
        if (project.Jobs.Count == 0 || project.ProjectFile is null)
        {
            return [];
        }

        bool hasRuns = ContainerNames.RunsOf(project).Any();
        string services = ComposeServices.Kafka + ComposeServices.Topics(project)
            + (hasRuns ? ComposeServices.Prefect + ComposePrograms.Deploy(project, settings) + ComposePrograms.Worker(project, settings) : "")
            + string.Concat(ContainerNames.ConsumersOf(project).Select(job => ComposePrograms.Consumer(project, settings, job)))
            + ComposeServices.Monitoring;
        return
        [
            new($"{folder}/docker-compose.yml", Head(project, hasRuns) + services + Volumes(hasRuns), ArtifactForm.Whole),
            new($"{folder}/prometheus.yml", Monitoring.Prometheus, ArtifactForm.Whole),
            new($"{folder}/prometheus-alerts.yml", Monitoring.Alerts, ArtifactForm.Whole),
            new($"{folder}/grafana/provisioning/datasources/prometheus.yml", Monitoring.DataSource, ArtifactForm.Whole),
        ];
    }

    private static string Head(BatchProject project, bool hasRuns) =>
        $"""
        # From this folder: docker compose up --build
        {(hasRuns ? "# Prefect: http://localhost:4200   Grafana: http://localhost:3000   Prometheus: http://localhost:9090   Kafka: localhost:9092" : "# Grafana: http://localhost:3000   Prometheus: http://localhost:9090   Kafka: localhost:9092")}
        # Settings of your own, and secrets, belong into docker-compose.override.yml, which stays out of the repository.
        name: "batch-{project.KebabName}"
        services:

        """;

    private static string Volumes(bool hasRuns) =>
        $$"""

        volumes:
          kafka-data: {}
        {{(hasRuns ? "  prefect-data: {}\n" : "")}}  batch-data: {}
          prometheus-data: {}
          grafana-data: {}

        """;
}
