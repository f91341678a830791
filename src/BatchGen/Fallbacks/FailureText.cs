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

    /// <summary>The text, cut to 1,000 characters, with what looks like a secret masked.</summary>
    public static string Cut(string text)
    {
        // Some more than is kept, so that no half of a secret at the end goes unrecognized.
        string masked = SecretText.Mask(text.Length <= 2 * MaxLength ? text : text[..(2 * MaxLength)]);
        return masked.Length <= MaxLength ? masked : string.Concat(masked.AsSpan(0, MaxLength - 1), "…");
    }
}
