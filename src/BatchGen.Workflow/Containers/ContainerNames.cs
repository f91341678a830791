using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Containers;

/// <summary>Versions of images, and the places and names that the Dockerfile and the local stack share.</summary>
internal static class ContainerNames
{
    /// <summary>The first version whose deployment concurrency limits hold while a stage blocks.</summary>
    public const string PrefectVersion = "3.7.1";

    public const string PrefectImage = $"prefecthq/prefect:{PrefectVersion}-python3.12";
    public const string KafkaImage = "apache/kafka:3.9.1";
    public const string PrometheusImage = "prom/prometheus:v3.5.0";
    public const string GrafanaImage = "grafana/grafana:12.1.0";

    public const string ApplicationFolder = "/opt/batch/app";
    public const string WorkflowFolder = "/opt/batch/workflow";

    /// <summary>The one folder in a container that is written to: batches, the local fallback store, what is done.</summary>
    public const string DataFolder = "/var/lib/batch";

    public const int HealthPort = 8080;

    public static string ExecutableOf(BatchProject project) => $"{ApplicationFolder}/{project.AssemblyName}";

    public static IEnumerable<JobModel> RunsOf(BatchProject project) => project.Jobs.Where(static job => job.IsRun);

    public static IEnumerable<JobModel> ConsumersOf(BatchProject project) => project.Jobs.Where(static job => job.Spec.StagesOf(StageKind.Load).Any());

    public static string ConsumerOf(JobModel job) => $"consume-{job.Name}";

    /// <summary>Every topic that a job publishes to or loads from, and the dead-letter topics.</summary>
    public static IEnumerable<string> TopicsOf(BatchProject project) => project.Jobs
        .SelectMany(static job => job.Spec.Stages)
        .Where(static stage => !string.IsNullOrWhiteSpace(stage.Topic))
        .SelectMany(static stage => stage.Kind == StageKind.Load ? new[] { stage.Topic!, stage.EffectiveDeadLetterTopic } : [stage.Topic!])
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);
}
