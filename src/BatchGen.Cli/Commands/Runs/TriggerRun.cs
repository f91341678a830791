using System.Text.Json;
using System.Text.Json.Nodes;
using BatchGen.Cli.Output;
using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>What <c>run</c> is to do.</summary>
/// <param name="Name">The deployment.</param>
/// <param name="BatchId">The batch; null: the flow derives it from the time of the run.</param>
/// <param name="Parameters">The parameters, the batch's among them.</param>
/// <param name="Tags">Further tags of the run.</param>
/// <param name="Again">Another run of a batch that has had one.</param>
/// <param name="Wait">Whether to stay until the run has ended.</param>
/// <param name="Timeout">How long to stay; null: as long as it takes.</param>
internal sealed record TriggerRequest(
    DeploymentName Name, Guid? BatchId, JsonObject Parameters, IReadOnlyList<string> Tags, bool Again, bool Wait, TimeSpan? Timeout);

/// <summary><c>run</c>.</summary>
internal sealed class TriggerRun(PrefectClient client, TriggerRequest request, TimeProvider time, bool json)
{
    /// <summary>More runs of one batch than anybody wants.</summary>
    private const int MaxRuns = 100;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Deployment deployment = await DeploymentFinder.FindAsync(client, request.Name, cancellationToken).ConfigureAwait(false);
        (FlowRun run, bool isNew) = await CreateAsync(deployment, cancellationToken).ConfigureAwait(false);
        Guid? batch = RunBatch.Of(run, request.Name);
        await Console.Error.WriteLineAsync(
            $"{request.Name.Name}: batch {batch}, run {run.Id}{(isNew ? "" : $" (there already, {run.StateText})")}").ConfigureAwait(false);
        IReadOnlyList<TaskRun> tasks = [];
        if (request.Wait)
        {
            (run, tasks) = await new RunWatch(client, time, Console.Error.WriteLine).EndAsync(run.Id, request.Timeout, cancellationToken).ConfigureAwait(false);
        }

        RunOutput output = RunOutput.Of(run, request.Name, batch, isNew, tasks);
        await Console.Out.WriteLineAsync(json ? JsonSerializer.Serialize(output, OutputJson.Default.RunOutput) : Text(output)).ConfigureAwait(false);
        return !request.Wait || run.IsCompleted ? ExitCodes.Done : ToolExitCodes.Findings;
    }

    /// <summary>
    /// The key is the deployment and the batch, so that the same command twice makes one run. Without a batch each command is a run of its own.
    /// </summary>
    private async Task<(FlowRun Run, bool IsNew)> CreateAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        string key = $"batchgen {request.Name.Name} {request.BatchId?.ToString() ?? $"run {Guid.NewGuid()}"}";
        (FlowRun Run, bool IsNew) made = await CreateAsync(key).ConfigureAwait(false);
        for (int number = 2; request.Again && !made.IsNew && made.Run.IsDone && number <= MaxRuns; number++)
        {
            made = await CreateAsync($"{key} {number}").ConfigureAwait(false);
        }

        return made;

        Task<(FlowRun Run, bool IsNew)> CreateAsync(string idempotencyKey) => client.CreateRunAsync(
            deployment.Id,
            new RunCreation(request.Parameters.Count == 0 ? null : request.Parameters, request.Tags.Count == 0 ? null : request.Tags, idempotencyKey),
            cancellationToken);
    }

    private string Text(RunOutput output)
    {
        string state = $"{request.Name.Name}: run {output.RunId} of batch {output.BatchId} is {PlainText.Line(output.StateName ?? output.State, 40)}";
        string why = output.Message is { Length: > 0 } message && output.State != RunStates.Completed ? $": {PlainText.Line(message, 300)}" : "";
        string next = output switch
        {
            { IsNew: false, State: RunStates.Failed or RunStates.Crashed or RunStates.Cancelled } => " --again makes another run of the batch.",
            { IsNew: false, State: RunStates.Completed } when !request.Wait => " It has run before; --again makes another run of the batch.",
            _ => "",
        };
        return $"{state}{why}.{next}";
    }
}
