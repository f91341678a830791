using System.Text.Json;
using System.Text.Json.Nodes;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>The batch of a run, as the flow finds it: the parameter, or else derived from the slot.</summary>
internal static class RunBatch
{
    /// <summary>The flow's parameter that says which batch to make.</summary>
    public const string Parameter = "batch_id";

    /// <summary>Null only for a run whose parameter is no UUID, or that has no slot.</summary>
    public static Guid? Of(FlowRun run, DeploymentName name) => run.Parameters?[Parameter] switch
    {
        null => run.ExpectedStartTime is { } slot ? BatchIds.ForSlot(name.Job, name.Environment, slot) : null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String && Guid.TryParse(value.GetValue<string>(), out Guid id) => id,
        _ => null,
    };

    /// <summary>Whether the flow is told which batch to make, so that the run's slot says nothing about it.</summary>
    public static bool IsGiven(FlowRun run) => run.Parameters?[Parameter] is not null;
}
