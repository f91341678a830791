using BatchGen.Analyzers.Model;

namespace BatchGen.Workflow.Prefect.Flows;

/// <summary>How Prefect attempts one task.</summary>
/// <param name="Attempts">How often in all.</param>
/// <param name="Waits">The seconds before each further attempt.</param>
/// <param name="DeadlineSeconds">When the flow stops the stage's process.</param>
/// <param name="TimeoutSeconds">When Prefect itself gives up: a backstop behind the deadline, since it can interrupt the main thread only.</param>
internal sealed record StagePolicy(int Attempts, IReadOnlyList<int> Waits, int DeadlineSeconds, int TimeoutSeconds)
{
    /// <summary>After the stage's own timeout: what it needs to say so and to write its result.</summary>
    private const int Grace = 15;

    /// <summary>After the deadline: TERM, 10 seconds, KILL, and the result.</summary>
    private const int Backstop = 30;

    /// <summary>Of notify: three attempts, soon after each other; the data is done.</summary>
    public static StagePolicy Notify { get; } = Of(3, [10, 20], 60);

    /// <summary>Of fallback: it may have to write a whole batch to the store.</summary>
    public static StagePolicy Fallback { get; } = Of(3, [5, 10], 900);

    /// <summary>Of a stage: attempts, backoff and timeout from its attribute; each wait is twice the one before, up to the longest (standard 3.2).</summary>
    public static StagePolicy Of(StageSpec stage)
    {
        int attempts = stage.Attempts ?? 1;
        List<int> waits = [];
        long wait = stage.BackoffSeconds ?? 0;
        for (int retry = 1; retry < attempts; retry++)
        {
            waits.Add((int)Math.Min(wait, stage.EffectiveMaxBackoffSeconds));
            wait = Math.Min(wait * 2, int.MaxValue);
        }

        return Of(attempts, waits, stage.TimeoutSeconds ?? 0);
    }

    private static StagePolicy Of(int attempts, IReadOnlyList<int> waits, int timeout) =>
        new(attempts, Trimmed(waits), timeout + Grace, timeout + Grace + Backstop);

    /// <summary>Prefect repeats the last wait and takes no more than 50.</summary>
    private static IReadOnlyList<int> Trimmed(IReadOnlyList<int> waits)
    {
        int count = waits.Count;
        while (count > 1 && waits[count - 1] == waits[count - 2])
        {
            count--;
        }

        return [.. waits.Take(Math.Min(count, 50))];
    }
}
