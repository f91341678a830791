using BatchGen.Cli.Output;
using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary><c>cancel</c>: the worker ends the run's process and its children, then the run is cancelled.</summary>
internal sealed class CancelRun(PrefectClient client, Guid run)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        FlowRun now = await client.ReadRunAsync(run, cancellationToken).ConfigureAwait(false);
        if (now.IsDone)
        {
            await Console.Out.WriteLineAsync($"The run {run} has ended already: {PlainText.Line(now.StateText, 40)}.").ConfigureAwait(false);
            return ExitCodes.Done;
        }

        StateAnswer answer = await client.CancelAsync(run, cancellationToken).ConfigureAwait(false);
        bool isTaken = answer.Status == "ACCEPT";
        await (isTaken ? Console.Out : Console.Error).WriteLineAsync(
            isTaken
                ? $"The run {run} is being cancelled ({PlainText.Line(answer.State?.Name ?? answer.State?.Type, 40)}): the worker ends its process."
                : $"Prefect does not cancel the run {run} ({PlainText.Line(answer.Status, 20)}): {PlainText.Line(answer.Details?.Reason ?? "it does not say why", 300)}")
            .ConfigureAwait(false);
        return isTaken ? ExitCodes.Done : ToolExitCodes.Findings;
    }
}
