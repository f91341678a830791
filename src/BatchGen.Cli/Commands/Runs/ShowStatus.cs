using System.Globalization;
using System.Text.Json;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Output;
using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;
using BatchGen.Hosting.Reports;
using Spectre.Console;

namespace BatchGen.Cli.Commands.Runs;

/// <summary><c>status</c>.</summary>
/// <param name="client">The server.</param>
/// <param name="job">Only this job; null for all.</param>
/// <param name="environment">Only this environment; null for both.</param>
/// <param name="last">How many past runs.</param>
/// <param name="check">Whether what is not well is to show in the exit code.</param>
/// <param name="time">The clock.</param>
/// <param name="json">For programs.</param>
internal sealed class ShowStatus(PrefectClient client, string? job, string? environment, int last, bool check, TimeProvider time, bool json)
{
    private const int ReasonLength = 60;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        StatusReader reader = new(client, last, time);
        List<DeploymentStatus> statuses = [];
        foreach (Deployment deployment in await client.DeploymentsAsync(DeploymentFinder.Tag, cancellationToken).ConfigureAwait(false))
        {
            if (DeploymentName.Of(deployment) is { } name && (job ?? name.Job) == name.Job && (environment ?? name.Environment) == name.Environment)
            {
                statuses.Add(await reader.ReadAsync(deployment, name, cancellationToken).ConfigureAwait(false));
            }
        }

        if (statuses.Count == 0 && job is not null)
        {
            // Says what there is instead.
            await DeploymentFinder.FindAsync(client, new DeploymentName(job, environment ?? "local"), cancellationToken).ConfigureAwait(false);
            throw new MissingInputException($"The deployment of '{job}' has no tag 'job:{job}'; deploy it with the prefect.yaml that 'batchgen generate' writes.");
        }

        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(statuses, OutputJson.Default.IReadOnlyListDeploymentStatus)).ConfigureAwait(false);
        }
        else if (statuses.Count == 0)
        {
            await Console.Out.WriteLineAsync($"Prefect at {client.Api} has no deployment with the tag '{DeploymentFinder.Tag}'.").ConfigureAwait(false);
        }
        else
        {
            statuses.ForEach(Write);
        }

        return check && !statuses.TrueForAll(static status => status.IsGood) ? ToolExitCodes.Findings : ExitCodes.Done;
    }

    private static void Write(DeploymentStatus status)
    {
        string state = status switch
        {
            { Paused: true } => "paused",
            { Status: "NOT_READY" } => $"no worker asks for its runs (pool {PlainText.Line(status.WorkPool, 60)})",
            _ => $"ready (pool {PlainText.Line(status.WorkPool ?? "none", 60)})",
        };
        Console.Out.WriteLine($"{status.Deployment}: {state}");
        foreach (ScheduleStatus schedule in status.Schedules)
        {
            Console.Out.WriteLine($"  schedule {PlainText.Line(schedule.Slug ?? "", 80)}: {PlainText.Line(schedule.Rule, 80)}{(schedule.Active ? "" : ", switched off")}");
        }

        if (status.NextSlots.Count > 0)
        {
            Console.Out.WriteLine($"  next: {string.Join(", ", status.NextSlots.Select(slot => PlainText.Time(slot)))}");
        }

        if (status.Runs.Count > 0)
        {
            Table table = new() { Border = TableBorder.Rounded };
            table.AddColumns("slot", "batch", "run", "state", "seconds", "reason");
            foreach (RunStatus run in status.Runs)
            {
                table.AddRow(
                    PlainText.Time(run.Slot),
                    run.BatchId?.ToString() ?? "",
                    run.RunId.ToString(),
                    Markup.Escape(PlainText.Line(run.StateName ?? run.State, 30)),
                    run.Seconds?.ToString("0.#", CultureInfo.InvariantCulture) ?? "",
                    Markup.Escape(PlainText.Line(run.Message, ReasonLength)));
            }

            ReportConsole.Create().Write(table);
        }

        switch (status.MissingSlots)
        {
            case null:
                Console.Out.WriteLine("  Whether slots are missing cannot be told: a schedule is not plain cron in UTC.");
                break;
            case [SlotStatus first, ..] missing:
                Console.Out.WriteLine(
                    $"  {PlainText.Count(missing.Count, "slot has", "slots have")} no run: {string.Join(", ", missing.Take(5).Select(slot => PlainText.Time(slot.Slot)))}{(missing.Count > 5 ? ", …" : "")}. "
                    + FormattableString.Invariant(
                        $"batchgen backfill {status.Job} --env {status.Env} --from {first.Slot:yyyy-MM-dd'T'HH:mm:ss'Z'} --to {missing[^1].Slot:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
                break;
        }
    }
}
