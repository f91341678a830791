using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>
/// How long a run can take and still succeed: in each of its stages every attempt uses up its timeout, the waits between them double up
/// to the longest, and the last attempt does it. A timeout is that of an attempt, which takes all records.
/// </summary>
internal static class RetryBudget
{
    private static readonly StageKind[] RunStages = [StageKind.Extract, StageKind.Transform, StageKind.Publish];

    /// <summary>The seconds; null for a job whose stages are not all there and stated: other rules ask for that.</summary>
    public static long? Of(JobSpec job)
    {
        long seconds = 0;
        foreach (StageKind kind in RunStages)
        {
            if (job.StagesOf(kind).ToList() is not [var stage] || Of(stage) is not { } used)
            {
                return null;
            }

            seconds += used;
        }

        return seconds;
    }

    private static long? Of(StageSpec stage)
    {
        if (stage is not { Attempts: { } attempts and > 0, BackoffSeconds: { } backoff and > 0, TimeoutSeconds: { } timeout and > 0 }
            || stage.EffectiveMaxBackoffSeconds is not (var longest and > 0))
        {
            return null;
        }

        long seconds = (long)attempts * timeout;
        long wait = Math.Min(backoff, longest);
        int waits = attempts - 1;
        for (; waits > 0 && wait < longest; waits--)
        {
            seconds += wait;
            wait = Math.Min(wait * 2, longest);
        }

        return seconds + (waits * wait);
    }
}
