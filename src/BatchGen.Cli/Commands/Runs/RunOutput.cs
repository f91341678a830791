using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>What <c>run --json</c> writes.</summary>
/// <param name="Job">The job.</param>
/// <param name="Env">The environment.</param>
/// <param name="Deployment">The deployment.</param>
/// <param name="RunId">The run.</param>
/// <param name="RunName">Its name.</param>
/// <param name="BatchId">The batch it makes.</param>
/// <param name="IsNew">Whether this command made it; false: an earlier one with the same batch.</param>
/// <param name="State">The state's type: <c>SCHEDULED</c>, <c>COMPLETED</c>, <c>FAILED</c>, …</param>
/// <param name="StateName">The state's finer name.</param>
/// <param name="Message">Why it is in that state.</param>
/// <param name="ExpectedStartTime">When it is to start.</param>
/// <param name="StartTime">When it started.</param>
/// <param name="EndTime">When it ended.</param>
/// <param name="Tasks">Its tasks, with <c>--wait</c>.</param>
internal sealed record RunOutput(
    string Job,
    string Env,
    string Deployment,
    Guid RunId,
    string? RunName,
    Guid? BatchId,
    bool IsNew,
    string? State,
    string? StateName,
    string? Message,
    DateTimeOffset? ExpectedStartTime,
    DateTimeOffset? StartTime,
    DateTimeOffset? EndTime,
    IReadOnlyList<TaskOutput> Tasks)
{
    public static RunOutput Of(FlowRun run, DeploymentName name, Guid? batch, bool isNew, IReadOnlyList<TaskRun> tasks) => new(
        name.Job,
        name.Environment,
        name.Name,
        run.Id,
        run.Name,
        batch,
        isNew,
        run.StateType,
        run.StateName,
        run.State?.Message,
        run.ExpectedStartTime,
        run.StartTime,
        run.EndTime,
        [.. tasks.Select(task => new TaskOutput(task.Name, task.StateType, task.StateName, task.RunCount, task.TotalRunTime))]);
}

/// <summary>A task of a run.</summary>
internal sealed record TaskOutput(string? Name, string? State, string? StateName, int Attempts, double? Seconds);
