using Polly.Timeout;

namespace BatchGen.Fallbacks;

/// <summary>How a failure is written down, in dead letters and in the fallback store alike.</summary>
internal static class FailureText
{
    private const int MaxLength = 1_000;

    /// <summary><c>permanent</c>, <c>timeout</c> or <c>exhausted</c>.</summary>
    public static string KindOf(Exception exception) => exception switch
    {
        PermanentFailureException => "permanent",
        TimeoutRejectedException => "timeout",
        _ => "exhausted",
    };

    /// <summary>The text, cut to 1,000 characters.</summary>
    public static string Cut(string text) => text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength - 1), "…");
}
