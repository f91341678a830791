using System.Text.Json;
using BatchGen.Cli.Output;
using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;
using BatchGen.Hosting;
using BatchGen.Hosting.Reports;
using Spectre.Console;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>What <c>backfill</c> is to do.</summary>
/// <param name="Name">The deployment.</param>
/// <param name="From">The earliest slot.</param>
/// <param name="To">The latest slot.</param>
/// <param name="DryRun">Only tell.</param>
/// <param name="Yes">Also when there are many.</param>
internal sealed record BackfillRequest(DeploymentName Name, DateTimeOffset From, DateTimeOffset To, bool DryRun, bool Yes);

/// <summary><c>backfill</c>: makes the runs of past slots, with the slots' own times, so that their batch ids are those they would have had.</summary>
internal sealed class BackfillSlots(PrefectClient client, BackfillRequest request, TimeProvider time, bool json)
{
    /// <summary>So many are not made by mistake.</summary>
    public const int FreeSlots = 50;

    /// <summary>More than a person means.</summary>
    public const int MaxSlots = 5000;

    /// <summary>Well below the 1000 candidates that Prefect looks at in one request.</summary>
    public const int ChunkSize = 100;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        RequireTimes();
        Deployment deployment = await DeploymentFinder.FindAsync(client, request.Name, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<DateTimeOffset> slots = SlotsOf(deployment);
        IReadOnlyList<BackfillSlot> before = await ReadAsync(deployment, slots, cancellationToken).ConfigureAwait(false);
        DateTimeOffset[] missing = [.. before.Where(static slot => slot.RunId is null).Select(static slot => slot.Slot)];
        if (request.DryRun || missing.Length == 0)
        {
            return Write(before);
        }

        if (missing.Length > FreeSlots && !request.Yes)
        {
            throw new UsageException($"{missing.Length:N0} runs would be made; more than {FreeSlots} need --yes. --dry-run shows them.");
        }

        foreach (DateTimeOffset[] chunk in ChunksOf(slots, missing))
        {
            await client.ScheduleAsync(deployment.Id, chunk[0], chunk[^1], chunk.Length, cancellationToken).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"{request.Name.Name}: {PlainText.Count(chunk.Length, "slot", "slots")} up to {PlainText.Time(chunk[^1])}").ConfigureAwait(false);
        }

        // The server answers nothing, and makes nothing where a schedule has been switched off meanwhile: it is asked.
        IReadOnlyList<BackfillSlot> after = await ReadAsync(deployment, slots, cancellationToken).ConfigureAwait(false);
        return Write([.. after.Zip(before, static (now, then) => now with { IsNew = then.RunId is null && now.RunId is not null })]);
    }

    /// <summary>
    /// Stretches of neighbouring slots of which some have no run. One that has a run may lie between them: Prefect leaves it as it is, but
    /// only where it made it for the slot; so a slot that was run by hand ends a stretch.
    /// </summary>
    internal static IEnumerable<DateTimeOffset[]> ChunksOf(IReadOnlyList<DateTimeOffset> slots, IReadOnlyCollection<DateTimeOffset> missing)
    {
        HashSet<DateTimeOffset> wanted = [.. missing];
        List<DateTimeOffset> chunk = [];
        foreach (DateTimeOffset slot in slots)
        {
            if (wanted.Contains(slot))
            {
                chunk.Add(slot);
            }

            if (chunk.Count == ChunkSize || (chunk.Count > 0 && !wanted.Contains(slot)))
            {
                yield return [.. chunk];
                chunk.Clear();
            }
        }

        if (chunk.Count > 0)
        {
            yield return [.. chunk];
        }
    }

    private void RequireTimes()
    {
        if (request.From > request.To)
        {
            throw new UsageException($"--from {PlainText.Time(request.From)} is after --to {PlainText.Time(request.To)}.");
        }

        if (request.To > time.GetUtcNow())
        {
            throw new UsageException($"--to {PlainText.Time(request.To)} is in the future; the schedule itself makes the runs of coming slots.");
        }
    }

    private IReadOnlyList<DateTimeOffset> SlotsOf(Deployment deployment)
    {
        if (deployment.Schedules?.Any(static schedule => schedule.Active) != true)
        {
            throw new InvalidDataException(
                $"The deployment '{deployment.Name}' has no active schedule, so it has no slots. Run a batch with 'batchgen run {request.Name.Job} --env {request.Name.Environment}', "
                + "or switch the schedule on and try again.");
        }

        IReadOnlyList<DateTimeOffset> slots = ScheduleSlots.Between(deployment, request.From, request.To, MaxSlots + 1);
        return slots.Count > MaxSlots
            ? throw new UsageException($"There are more than {MaxSlots:N0} slots from {PlainText.Time(request.From)} to {PlainText.Time(request.To)}; take less at once.")
            : slots;
    }

    private async Task<IReadOnlyList<BackfillSlot>> ReadAsync(Deployment deployment, IReadOnlyList<DateTimeOffset> slots, CancellationToken cancellationToken)
    {
        if (slots.Count == 0)
        {
            return [];
        }

        // A run that was told its batch came later than the slot, so all up to now are looked at.
        SlotRuns runs = new(
            request.Name, await client.RunsBetweenAsync(deployment.Id, slots[0], time.GetUtcNow(), cancellationToken).ConfigureAwait(false));
        return
        [
            .. slots.Select(slot =>
            {
                Guid batch = BatchIds.ForSlot(request.Name.Job, request.Name.Environment, slot);
                FlowRun? run = runs.Find(slot, batch);
                return new BackfillSlot(slot, batch, run?.Id, run?.StateType, IsNew: false);
            }),
        ];
    }

    private int Write(IReadOnlyList<BackfillSlot> slots)
    {
        int open = slots.Count(static slot => slot.RunId is null);
        BackfillOutput output = new(request.Name.Job, request.Name.Environment, request.From, request.To, request.DryRun, slots, slots.Count(static slot => slot.IsNew), open);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(output, OutputJson.Default.BackfillOutput));
        }
        else
        {
            WriteTable(output);
        }

        return open > 0 && !request.DryRun ? ToolExitCodes.Findings : ExitCodes.Done;
    }

    private void WriteTable(BackfillOutput output)
    {
        if (output.Slots.Count == 0)
        {
            Console.Out.WriteLine($"{request.Name.Name} has no slot from {PlainText.Time(request.From)} to {PlainText.Time(request.To)}.");
            return;
        }

        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("slot", "batch", "run", "state");
        foreach (BackfillSlot slot in output.Slots)
        {
            string run = slot.RunId?.ToString() ?? (request.DryRun ? "would be made" : "none");
            table.AddRow(PlainText.Time(slot.Slot), slot.BatchId.ToString(), run, Markup.Escape(PlainText.Line($"{slot.State}{(slot.IsNew ? " (new)" : "")}", 40)));
        }

        ReportConsole.Create().Write(table);
        string slots = PlainText.Count(output.Slots.Count, "slot", "slots");
        Console.Out.WriteLine(
            request.DryRun ? $"{slots}, {output.Open:N0} without a run. Nothing was made: this was a dry run."
            : output.Open > 0 ? $"{slots}: {output.Made:N0} runs made, but {output.Open:N0} slots still have none. See the schedules with 'batchgen status {request.Name.Job}'."
            : $"{slots}: {output.Made:N0} runs made, the others had one.");
    }
}

/// <summary>What <c>backfill --json</c> writes.</summary>
/// <param name="Job">The job.</param>
/// <param name="Env">The environment.</param>
/// <param name="From">The earliest slot that was asked for.</param>
/// <param name="To">The latest.</param>
/// <param name="DryRun">Whether nothing was to be made.</param>
/// <param name="Slots">The slots in their order.</param>
/// <param name="Made">How many runs were made.</param>
/// <param name="Open">How many slots have none now.</param>
internal sealed record BackfillOutput(
    string Job, string Env, DateTimeOffset From, DateTimeOffset To, bool DryRun, IReadOnlyList<BackfillSlot> Slots, int Made, int Open);

/// <summary>One slot.</summary>
internal sealed record BackfillSlot(DateTimeOffset Slot, Guid BatchId, Guid? RunId, string? State, bool IsNew);
