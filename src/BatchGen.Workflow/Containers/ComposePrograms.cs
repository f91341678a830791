using System.Text.Json;
using BatchGen.Analyzers.Files.Json;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Containers;

/// <summary>The services that are the project's own image.</summary>
internal static class ComposePrograms
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Registers the local deployments once; the folder that they name is the same in the worker, as the image is.</summary>
    public static string Deploy(BatchProject project, WorkflowSettings settings) =>
        $"""

          deploy:
        {Image(project)}
            depends_on:
              prefect:
                condition: "service_healthy"
            restart: "no"
            environment:
              PREFECT_API_URL: "http://prefect:4200/api"
            command:
              - "sh"
              - "-c"
              - |
                set -e
                prefect --no-prompt work-pool create --type {settings.Local.Type} --overwrite "{settings.Local.Pool}"
                prefect --no-prompt deploy --job-variable '{VariablesOf(project)}'{string.Concat(ContainerNames.RunsOf(project).Select(static job => $" --name {job.Name}-local"))}

        """;

    public static string Worker(BatchProject project, WorkflowSettings settings) =>
        $"""

          worker:
        {Image(project)}
            depends_on:
              topics:
                condition: "service_completed_successfully"
              deploy:
                condition: "service_completed_successfully"
            init: true
            stop_grace_period: "60s"
            environment:
              PREFECT_API_URL: "http://prefect:4200/api"
        {Environment(settings)}
            command: ["prefect", "worker", "start", "--pool", "{settings.Local.Pool}", "--type", "{settings.Local.Type}"]
            volumes:
              - "batch-data:{ContainerNames.DataFolder}"

        """;

    public static string Consumer(BatchProject project, WorkflowSettings settings, JobModel job) =>
        $"""

          {ContainerNames.ConsumerOf(job)}:
        {Image(project)}
            depends_on:
              topics:
                condition: "service_completed_successfully"
            init: true
            # Longer than a stop waits for the records in hand.
            stop_grace_period: "40s"
            restart: "on-failure"
            entrypoint: ["{ContainerNames.ExecutableOf(project)}"]
            command: ["consume", "{job.Name}"]
            environment:
              Batch__Health__Port: "{ContainerNames.HealthPort}"
        {Environment(settings)}
            volumes:
              - "batch-data:{ContainerNames.DataFolder}"
            healthcheck:
              test: ["CMD", "python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:{ContainerNames.HealthPort}/health/live')"]
              interval: "10s"
              timeout: "5s"
              retries: 6
              start_period: "20s"

        """;

    private static string Image(BatchProject project) =>
        $"""
            image: "{project.KebabName}:local"
            build:
              context: "{BuildContext.FromWorkflow(project)}"
              dockerfile: "{BuildContext.PathOf(project, project.WorkflowFolder)}/Dockerfile"
        """;

    // The local deployments name the project beside them; here it is the executable of the image.
    private static string VariablesOf(BatchProject project) =>
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["env"] = new Dictionary<string, string>
            {
                ["BATCH_HOST"] = $"[\"{ContainerNames.ExecutableOf(project)}\"]",
                ["BATCH_WORK_ROOT"] = $"{ContainerNames.DataFolder}/work",
            },
        }, Plain);

    // Metrics arrive only from an application that adds OpenTelemetry's exporter; these variables are where it sends them then.
    private static string Environment(WorkflowSettings settings)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["Batch__Environment"] = "local",
            ["Batch__Kafka__BootstrapServers"] = "kafka:19092",
            ["Batch__Fallback__Store"] = $"file://{ContainerNames.DataFolder}/fallback",
            ["Batch__Idempotency__Store"] = $"sqlite:{ContainerNames.DataFolder}/idempotency.db",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://prometheus:9090/api/v1/otlp",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        foreach ((string name, string value) in settings.Environment.Concat(settings.Local.Environment))
        {
            variables[name] = value;
        }

        // Compose takes $ for a variable of its own.
        return string.Join('\n', variables.Select(static variable =>
            $"      {JsonTextWriter.Quote(variable.Key)}: {JsonTextWriter.Quote(variable.Value.Replace("$", "$$", StringComparison.Ordinal))}"));
    }
}
