using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>What standard 3.2 asks of one kind of stage. Seconds; null means that the standard sets no bound.</summary>
internal sealed record StageBounds(int MinAttempts, int MinBackoffSeconds, int? MaxBackoffSeconds)
{
    private const string Standard = "the standard";

    public static StageBounds Of(StageKind kind) => kind switch
    {
        StageKind.Extract => new(MinAttempts: 3, MinBackoffSeconds: 60, MaxBackoffSeconds: 300),
        StageKind.Transform => new(MinAttempts: 2, MinBackoffSeconds: 30, MaxBackoffSeconds: 60),
        StageKind.Publish => new(MinAttempts: 5, MinBackoffSeconds: 30, MaxBackoffSeconds: null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The standard sets no bounds for this stage."),
    };

    /// <summary>The stated values outside the bounds. What is not stated, or stated as none, is BWS3201's.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="options">The house options, which may ask for more attempts.</param>
    public IEnumerable<BoundBreach> Check(StageSpec stage, RuleOptions options)
    {
        int attempts = options.MinAttempts.TryGetValue(stage.Kind, out int more) ? more : MinAttempts;
        if (stage.Attempts > 0 && stage.Attempts < attempts)
        {
            string asking = attempts == MinAttempts ? Standard : RuleOptions.KeyOfMinAttempts(stage.Kind);
            yield return new(nameof(stage.Attempts), stage.Attempts.Value, attempts, $"{asking} asks for at least {attempts} attempts");
        }

        if (stage.BackoffSeconds > 0 && Outside(stage.BackoffSeconds) is { } backoff)
        {
            yield return Breach(nameof(stage.BackoffSeconds), backoff);
        }

        if (Outside(stage.MaxBackoffSeconds) is { } maxBackoff)
        {
            // The smallest value that keeps the longest wait at or above the first.
            int firstWait = Math.Max(MinBackoffSeconds, Math.Min(stage.BackoffSeconds ?? 0, MaxBackoffSeconds ?? int.MaxValue));
            yield return Breach(nameof(stage.MaxBackoffSeconds), maxBackoff, maxBackoff < MinBackoffSeconds ? firstWait : null);
        }
    }

    private int? Outside(int? seconds) =>
        seconds is { } stated && (stated < MinBackoffSeconds || stated > (MaxBackoffSeconds ?? int.MaxValue)) ? stated : null;

    private BoundBreach Breach(string argument, int stated, int? repair = null) => new(
        argument,
        stated,
        repair ?? (stated < MinBackoffSeconds ? MinBackoffSeconds : MaxBackoffSeconds!.Value),
        MaxBackoffSeconds is { } most ? $"{Standard} asks for {MinBackoffSeconds} to {most} seconds" : $"{Standard} asks for at least {MinBackoffSeconds} seconds");
}
