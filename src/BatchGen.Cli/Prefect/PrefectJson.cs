using System.Text.Json.Serialization;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Prefect;

/// <summary>The wire form of Prefect's API: snake case, and a member that is null is left out, because the server refuses what it does not know.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(IReadOnlyList<Deployment>), TypeInfoPropertyName = "Deployments")]
[JsonSerializable(typeof(FlowRun))]
[JsonSerializable(typeof(IReadOnlyList<FlowRun>), TypeInfoPropertyName = "FlowRuns")]
[JsonSerializable(typeof(IReadOnlyList<TaskRun>), TypeInfoPropertyName = "TaskRuns")]
[JsonSerializable(typeof(IReadOnlyList<LogEntry>), TypeInfoPropertyName = "LogEntries")]
[JsonSerializable(typeof(IReadOnlyList<PrefectEvent>), TypeInfoPropertyName = "Events")]
[JsonSerializable(typeof(RunCreation))]
[JsonSerializable(typeof(StateChange))]
[JsonSerializable(typeof(StateAnswer))]
[JsonSerializable(typeof(ScheduleRequest))]
[JsonSerializable(typeof(CsrfToken))]
[JsonSerializable(typeof(DeploymentQuery))]
[JsonSerializable(typeof(FlowRunQuery))]
[JsonSerializable(typeof(TaskRunQuery))]
[JsonSerializable(typeof(LogQuery))]
internal sealed partial class PrefectJson : JsonSerializerContext;
