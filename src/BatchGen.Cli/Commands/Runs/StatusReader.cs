using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>Reads how a deployment stands.</summary>
/// <param name="client">The server.</param>
/// <param name="last">How many past runs to show.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusReader(PrefectClient client, int last, TimeProvider time)
{
    private const int NextSlots = 3;
    private const int MaxExpected = 1000;

    /// <summary>How far back missing slots are looked for when fewer runs than asked for lie before it.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(31);

    /// <summary>The scheduler makes the runs of slots ahead of them; a slot that has only just come is given this long all the same.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public async Task<DeploymentStatus> ReadAsync(Deployment deployment, DeploymentName name, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<FlowRun> runs = await client.LastRunsAsync(deployment.Id, now, last, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<FlowRun> next = await client.NextRunsAsync(deployment.Id, now, NextSlots, cancellationToken).ConfigureAwait(false);
        return new DeploymentStatus(
            name.Job,
            name.Environment,
            deployment.Name,
            deployment.Paused,
            deployment.Status,
            deployment.WorkPoolName,
            deployment.WorkQueueName,
            [.. (deployment.Schedules ?? []).Select(schedule => new ScheduleStatus(schedule.Slug, schedule.Schedule.Text, schedule.Active))],
            [.. next.Select(run => run.ExpectedStartTime).OfType<DateTimeOffset>().Distinct()],
            [.. runs.Select(run => StatusOf(run, name))],
            await MissingAsync(deployment, name, runs, now, cancellationToken).ConfigureAwait(false));
    }

    private static RunStatus StatusOf(FlowRun run, DeploymentName name) => new(
        run.ExpectedStartTime,
        RunBatch.Of(run, name),
        run.Id,
        run.Name,
        run.StateType,
        run.StateName,
        run.IsCompleted ? null : run.State?.Message,
        run.TotalRunTime);

    /// <summary>
    /// Slots since the oldest run that is shown, of the last month at most, that have no run. Empty for a deployment that is paused: its
    /// slots are not expected; null where its schedules cannot be told from here.
    /// </summary>
    private async Task<IReadOnlyList<SlotStatus>?> MissingAsync(
        Deployment deployment, DeploymentName name, IReadOnlyList<FlowRun> shown, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (deployment.Paused)
        {
            return [];
        }

        if (!ScheduleSlots.CanBeRead(deployment))
        {
            return null;
        }

        DateTimeOffset start = now - Window;
        DateTimeOffset?[] starts =
        [
            shown.Count == last ? shown[^1].ExpectedStartTime : null,
            deployment.Created,
            deployment.Schedules?.Where(static schedule => schedule.Active).Min(static schedule => schedule.Created),
        ];
        start = starts.OfType<DateTimeOffset>().Append(start).Max();
        if (start > now - Grace)
        {
            return [];
        }

        IReadOnlyList<DateTimeOffset> slots = ScheduleSlots.Between(deployment, start, now - Grace, MaxExpected);
        if (slots.Count == 0)
        {
            return [];
        }

        SlotRuns runs = new(name, await client.RunsBetweenAsync(deployment.Id, slots[0], now, cancellationToken).ConfigureAwait(false));
        return
        [
            .. slots.Select(slot => new SlotStatus(slot, BatchIds.ForSlot(name.Job, name.Environment, slot)))
                .Where(slot => runs.Find(slot.Slot, slot.BatchId) is null),
        ];
    }
}
