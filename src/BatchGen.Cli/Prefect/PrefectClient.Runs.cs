using System.Net;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Prefect;

/// <content>Runs: made, watched, cancelled.</content>
internal sealed partial class PrefectClient
{
    /// <summary>Makes a run, or finds the one that was made with the same key.</summary>
    public async Task<(FlowRun Run, bool IsNew)> CreateRunAsync(Guid deployment, RunCreation creation, CancellationToken cancellationToken)
    {
        const string Asked = "a run";
        (string body, HttpStatusCode status) = await http.ChangeAsync(
            $"deployments/{deployment}/create_flow_run", creation, PrefectJson.Default.RunCreation, Asked, cancellationToken).ConfigureAwait(false);
        return (http.Read(body, Asked, PrefectJson.Default.FlowRun), status == HttpStatusCode.Created);
    }

    public Task<FlowRun> ReadRunAsync(Guid run, CancellationToken cancellationToken) =>
        http.GetAsync($"flow_runs/{run}", $"the run {run}", PrefectJson.Default.FlowRun, cancellationToken);

    /// <summary>The newest runs of a deployment whose slot has come, newest first.</summary>
    /// <param name="deployment">The deployment's id.</param>
    /// <param name="before">The latest slot.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<FlowRun>> LastRunsAsync(Guid deployment, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        RunsAsync(deployment, new TimeFilter(null, before), null, "EXPECTED_START_TIME_DESC", most, cancellationToken);

    /// <summary>All runs of a deployment with a slot from one time to another, both included.</summary>
    public Task<IReadOnlyList<FlowRun>> RunsBetweenAsync(Guid deployment, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        RunsAsync(deployment, new TimeFilter(from, to), null, "EXPECTED_START_TIME_ASC", int.MaxValue, cancellationToken);

    /// <summary>The next runs that are scheduled, soonest first.</summary>
    public Task<IReadOnlyList<FlowRun>> NextRunsAsync(Guid deployment, DateTimeOffset after, int most, CancellationToken cancellationToken) =>
        RunsAsync(
            deployment, new TimeFilter(after, null), new StateFilter(new AnyOf<string>([RunStates.Scheduled])), "EXPECTED_START_TIME_ASC", most, cancellationToken);

    /// <summary>The tasks of a run, in their order.</summary>
    public Task<IReadOnlyList<TaskRun>> TaskRunsAsync(Guid run, CancellationToken cancellationToken) =>
        PagesAsync(
            (limit, offset) => http.QueryAsync(
                "task_runs/filter",
                new TaskRunQuery(new FlowRunIdFilter(new AnyOf<Guid>([run])), "EXPECTED_START_TIME_ASC", limit, offset),
                PrefectJson.Default.TaskRunQuery,
                $"the tasks of the run {run}",
                PrefectJson.Default.TaskRuns,
                cancellationToken),
            static task => task.Id,
            int.MaxValue);

    /// <summary>The log of a run, oldest line first.</summary>
    public Task<IReadOnlyList<LogEntry>> LogsAsync(Guid run, int most, CancellationToken cancellationToken) =>
        PagesAsync(
            (limit, offset) => http.QueryAsync(
                "logs/filter",
                new LogQuery(new LogFilter(new AnyOf<Guid>([run])), "TIMESTAMP_ASC", limit, offset),
                PrefectJson.Default.LogQuery,
                $"the log of the run {run}",
                PrefectJson.Default.LogEntries,
                cancellationToken),
            id: null,
            most);

    /// <summary>
    /// Asks for the end of a run. The state is CANCELLING, at which the worker ends the process; CANCELLED would leave it running.
    /// </summary>
    public async Task<StateAnswer> CancelAsync(Guid run, CancellationToken cancellationToken)
    {
        string asked = $"the end of the run {run}";
        (string body, _) = await http.ChangeAsync(
            $"flow_runs/{run}/set_state",
            new StateChange(new StateRequest(RunStates.Cancelling, "Cancelled with batchgen."), Force: false),
            PrefectJson.Default.StateChange,
            asked,
            cancellationToken).ConfigureAwait(false);
        return http.Read(body, asked, PrefectJson.Default.StateAnswer);
    }

    private Task<IReadOnlyList<FlowRun>> RunsAsync(
        Guid deployment, TimeFilter slots, StateFilter? state, string sort, int most, CancellationToken cancellationToken) =>
        PagesAsync(
            (limit, offset) => http.QueryAsync(
                "flow_runs/filter",
                new FlowRunQuery(new FlowRunFilter(new AnyOf<Guid>([deployment]), slots, state), sort, limit, offset),
                PrefectJson.Default.FlowRunQuery,
                "the deployment's runs",
                PrefectJson.Default.FlowRuns,
                cancellationToken),
            static run => run.Id,
            most);
}
