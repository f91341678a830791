using System.Text.Json.Serialization;

namespace BatchGen.Cli.Prefect.Models;

/// <summary>One of these values.</summary>
internal sealed record AnyOf<T>([property: JsonPropertyName("any_")] IReadOnlyList<T> Any);

/// <summary>All of these values.</summary>
internal sealed record AllOf<T>([property: JsonPropertyName("all_")] IReadOnlyList<T> All);

/// <summary>Between two times, both included; null where it is open.</summary>
internal sealed record TimeFilter(
    [property: JsonPropertyName("after_")] DateTimeOffset? After, [property: JsonPropertyName("before_")] DateTimeOffset? Before);

/// <summary>A page of deployments.</summary>
internal sealed record DeploymentQuery(DeploymentFilter Deployments, string Sort, int Limit, int Offset);

/// <summary>By tags.</summary>
internal sealed record DeploymentFilter(AllOf<string> Tags);

/// <summary>A page of flow runs.</summary>
internal sealed record FlowRunQuery(FlowRunFilter FlowRuns, string Sort, int Limit, int Offset);

/// <summary>By deployment, slot and state.</summary>
internal sealed record FlowRunFilter(AnyOf<Guid> DeploymentId, TimeFilter? ExpectedStartTime, StateFilter? State);

/// <summary>By the state's type.</summary>
internal sealed record StateFilter(AnyOf<string> Type);

/// <summary>A page of the tasks of flow runs.</summary>
internal sealed record TaskRunQuery(FlowRunIdFilter FlowRuns, string Sort, int Limit, int Offset);

/// <summary>By id.</summary>
internal sealed record FlowRunIdFilter(AnyOf<Guid> Id);

/// <summary>A page of log lines.</summary>
internal sealed record LogQuery(LogFilter Logs, string Sort, int Limit, int Offset);

/// <summary>By flow run.</summary>
internal sealed record LogFilter(AnyOf<Guid> FlowRunId);
