using System.Globalization;
using BatchGen.Cli.Output;
using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>
/// Follows a run until it ends, and tells on the way what becomes of it and its tasks. The run is Prefect's: when the watching ends, it
/// goes on.
/// </summary>
internal sealed class RunWatch(PrefectClient client, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LastPoll = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, string> _told = [];
    private string? _toldState;

    /// <summary>For how long the server may be away in between: the time of a restart.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The run when it has ended, and its tasks.</summary>
    /// <exception cref="TimeoutException">It goes on for longer.</exception>
    /// <exception cref="PrefectException">The server has been away for too long, or refuses.</exception>
    public async Task<(FlowRun Run, IReadOnlyList<TaskRun> Tasks)> EndAsync(Guid run, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        long answered = started;
        for (TimeSpan poll = FirstPoll; ; poll = TimeSpan.FromTicks(Math.Min(LastPoll.Ticks, poll.Ticks * 3 / 2)))
        {
            try
            {
                FlowRun seen = await client.ReadRunAsync(run, cancellationToken).ConfigureAwait(false);
                IReadOnlyList<TaskRun> tasks = await client.TaskRunsAsync(run, cancellationToken).ConfigureAwait(false);
                answered = time.GetTimestamp();
                Tell(seen, tasks);
                if (seen.IsDone)
                {
                    return (seen, tasks);
                }

                if (timeout is { } most && time.GetElapsedTime(started) >= most)
                {
                    throw new TimeoutException(
                        $"The run {run} is still {seen.StateText} after {most.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s (--timeout). It goes on: 'batchgen status' tells of it, 'batchgen cancel {run}' ends it.");
                }
            }
            catch (PrefectException exception) when (exception.IsTemporary && time.GetElapsedTime(answered) < Patience)
            {
                say($"{exception.Message} Asking again.");
            }

            await Task.Delay(poll, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One line of a task: <c>extract: Completed, 2 attempts, 12.3 s</c>.</summary>
    public static string Text(TaskRun task)
    {
        string attempts = task.RunCount > 1 ? $", {task.RunCount} attempts" : "";
        string seconds = task.TotalRunTime is > 0 and double total ? string.Create(CultureInfo.InvariantCulture, $", {total:0.#} s") : "";
        return $"{PlainText.Line(task.Name, 60)}: {PlainText.Line(task.StateName ?? task.StateType ?? "not started", 40)}{attempts}{seconds}";
    }

    private void Tell(FlowRun run, IReadOnlyList<TaskRun> tasks)
    {
        if (run.StateText != _toldState)
        {
            _toldState = run.StateText;
            say($"run {PlainText.Line(run.Name, 60)}: {PlainText.Line(run.StateText, 40)}");
        }

        foreach (TaskRun task in tasks)
        {
            // Seconds alone are no news.
            string news = $"{task.StateName}|{task.RunCount}";
            if (_told.GetValueOrDefault(task.Id) != news)
            {
                _told[task.Id] = news;
                say($"  {Text(task)}");
            }
        }
    }
}
