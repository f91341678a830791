using System.CommandLine;
using System.CommandLine.Parsing;
using BatchGen.Cli.Prefect;
using BatchGen.Hosting;
using BatchGen.Hosting.Commands;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>The commands <c>run</c>, <c>status</c>, <c>backfill</c> and <c>cancel</c>: their options and help.</summary>
internal static class RunCommands
{
    private const int DefaultRuns = 10;

    public static Command Run()
    {
        JobOptions job = new();
        ServerOptions server = new();
        Option<string?> batchId = new("--batch-id") { Description = "The batch, a UUID of version 4 or 7. The same command again makes no second run. Default: derived from the time.", HelpName = "uuid" };
        Option<string[]> parameters = new("--param") { Description = "A parameter of the flow, name=value; may be given several times.", HelpName = "name=value" };
        Option<string[]> tags = new("--tag") { Description = "A further tag of the run; may be given several times.", HelpName = "tag" };
        Option<bool> again = new("--again") { Description = "Another run of a batch whose run has ended. Needs --batch-id." };
        Option<bool> wait = new("--wait") { Description = "Stay until the run has ended: exit code 0 only when it is Completed, else 1." };
        Option<double?> timeout = CommonOptions.Seconds("--timeout", "With --wait: stay no longer than so many seconds; the run goes on.", max: 7 * 86_400);
        Option<bool> json = CommonOptions.Json();
        Command command = new("run", "Start a job's run now, by its deployment in Prefect.") { batchId, parameters, tags, again, wait, timeout };
        job.AddTo(command);
        server.AddTo(command);
        command.Add(json);
        command.Validators.Add(result => Require(result, timeout, wait, "--timeout needs --wait."));
        command.Validators.Add(result => Require(result, again, batchId, "--again needs --batch-id."));
        command.SetAction((result, token) => WithServerAsync(server, result, client =>
        {
            Guid? batch = result.GetValue(batchId) is { } text ? BatchIdText.Parse(text) : null;
            TriggerRequest request = new(
                job.Read(result),
                batch,
                RunParameters.Parse(result.GetValue(parameters) ?? [], batch),
                result.GetValue(tags) ?? [],
                result.GetValue(again),
                result.GetValue(wait),
                result.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
            return new TriggerRun(client, request, TimeProvider.System, result.GetValue(json)).RunAsync(token);
        }));
        return command;
    }

    public static Command Status()
    {
        Argument<string?> job = new("job") { Description = "Only this job. Default: every deployment with the tag 'batch'.", Arity = ArgumentArity.ZeroOrOne };
        ServerOptions server = new();
        Option<string> environment = JobOptions.EnvironmentOption("Only this environment. Default: both.");
        Option<int?> last = CommonOptions.Number("--last", $"How many past runs of each to show. Default: {DefaultRuns}.", min: 1);
        Option<bool> check = new("--check") { Description = "Exit code 1 when a slot has no run, or the last run that ended did not complete." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("status", "How the deployments stand: schedules, next and past runs with their batches, slots without a run.") { job, environment, last, check };
        server.AddTo(command);
        command.Add(json);
        command.SetAction((result, token) => WithServerAsync(server, result, client => new ShowStatus(
            client,
            result.GetValue(job),
            result.GetValue(environment),
            result.GetValue(last) ?? DefaultRuns,
            result.GetValue(check),
            TimeProvider.System,
            result.GetValue(json)).RunAsync(token)));
        return command;
    }

    public static Command Backfill()
    {
        JobOptions job = new();
        ServerOptions server = new();
        Option<DateTimeOffset> from = UtcTime.Option("--from", "The earliest slot, in UTC: 2026-08-22T02:15:00Z, or 2026-08-22 for its midnight.");
        Option<DateTimeOffset> to = UtcTime.Option("--to", "The latest slot, in UTC; not in the future.");
        Option<bool> dryRun = new("--dry-run") { Description = "Only tell which slots there are and which have runs." };
        Option<bool> yes = new("--yes", "-y") { Description = $"Also make more than {BackfillSlots.FreeSlots} runs." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("backfill", "Make the runs of past slots that have none, each with its slot's own time and so with the batch id it would have had.")
        {
            from, to, dryRun, yes,
        };
        job.AddTo(command);
        server.AddTo(command);
        command.Add(json);
        command.SetAction((result, token) => WithServerAsync(server, result, client => new BackfillSlots(
            client,
            new BackfillRequest(job.Read(result), result.GetValue(from), result.GetValue(to), result.GetValue(dryRun), result.GetValue(yes)),
            TimeProvider.System,
            result.GetValue(json)).RunAsync(token)));
        return command;
    }

    public static Command Cancel()
    {
        Argument<string> run = new("run") { Description = "The run's id, as 'run' and 'status' show it." };
        ServerOptions server = new();
        Command command = new("cancel", "End a run: its process and what it started are stopped.") { run };
        server.AddTo(command);
        command.SetAction((result, token) => WithServerAsync(server, result, client => new CancelRun(
            client,
            Guid.TryParse(result.GetRequiredValue(run), out Guid id) ? id : throw new UsageException($"'{result.GetRequiredValue(run)}' is no run's id; 'batchgen status' shows them."))
            .RunAsync(token)));
        return command;
    }

    private static void Require(CommandResult result, Option option, Option needed, string message)
    {
        if (result.GetResult(option) is { Implicit: false } && result.GetResult(needed) is null or { Implicit: true })
        {
            result.AddError(message);
        }
    }

    private static Task<int> WithServerAsync(ServerOptions server, ParseResult result, Func<PrefectClient, Task<int>> body) => ToolHost.RunAsync(async () =>
    {
        using PrefectClient client = server.Open(result);
        return await body(client).ConfigureAwait(false);
    });
}
