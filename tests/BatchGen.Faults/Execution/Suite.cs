using System.Collections.Concurrent;
using System.Diagnostics;
using BatchGen.Faults.Checking;
using BatchGen.Faults.Reports;

namespace BatchGen.Faults.Execution;

/// <summary>Runs many schedules, some at once.</summary>
internal static class Suite
{
    /// <param name="options">Which.</param>
    /// <param name="onOutcome">Told of each that has ended.</param>
    /// <param name="cancellationToken">Starts no further ones.</param>
    public static async Task<SuiteSummary> RunAsync(SuiteOptions options, Action<ScheduleOutcome>? onOutcome = null, CancellationToken cancellationToken = default)
    {
        long started = Stopwatch.GetTimestamp();
        ConcurrentBag<ScheduleOutcome> outcomes = [];
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int failures = 0;
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(options.Seed, int.MaxValue - options.Seed).Select(options.Generate).Where(options.Shows).Take(options.Schedules),
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = enough.Token },
                async (schedule, _) =>
                {
                    if (await new ScheduleRunner(schedule, options).RunAsync(enough.Token) is not { } outcome)
                    {
                        return;
                    }

                    outcomes.Add(outcome);
                    onOutcome?.Invoke(outcome);
                    if (outcome.Problems.Count > 0 && Interlocked.Increment(ref failures) >= options.MaxFailures)
                    {
                        await enough.CancelAsync();
                    }
                });
        }
        catch (OperationCanceledException)
        {
            // What was under way has ended; the summary says how many that were.
        }

        return new SuiteSummary(outcomes, Stopwatch.GetElapsedTime(started));
    }
}
