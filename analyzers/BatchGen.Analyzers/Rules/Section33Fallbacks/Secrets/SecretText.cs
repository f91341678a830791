using System.Text.RegularExpressions;

namespace BatchGen.Analyzers.Rules.Section33Fallbacks.Secrets;

/// <summary>Recognises secrets by their form, in texts that are no secrets by what they are for: stores, channels, addresses.</summary>
internal static class SecretText
{
    private static readonly (Regex Pattern, string Kind)[] Forms =
    [
        (Of(@"\b[a-z][a-z0-9+.-]*://[^/?#@\s:]*:[^/?#@\s]+@", RegexOptions.IgnoreCase), "a user and password"),
        (Of(@"\bhooks\.slack(-gov)?\.com/(services|workflows|triggers)/\S", RegexOptions.IgnoreCase), "the URL of a webhook"),
        (Of(@"\bdiscord(app)?\.com/api/webhooks/\S", RegexOptions.IgnoreCase), "the URL of a webhook"),
        (Of(@"\bwebhook\.office\.com/\S|\boutlook\.office\.com/webhook/\S", RegexOptions.IgnoreCase), "the URL of a webhook"),
        (Of(@"[?&;](token|access_token|key|api_?key|secret|password|sig|signature)=[^&;\s]", RegexOptions.IgnoreCase), "a token"),
        (Of(@"\bxox[a-z]-[0-9A-Za-z-]{8}"), "a token"),
        (Of(@"\b(AKIA|ASIA)[0-9A-Z]{16}\b"), "an access key"),
        (Of(@"^pagerduty:(//)?([0-9a-fA-F]{32}|R[0-9A-Z]{31})$", RegexOptions.IgnoreCase), "a routing key"),
    ];

    /// <summary>What secret a text holds, for messages, or null.</summary>
    public static string? KindOf(string text)
    {
        foreach ((Regex pattern, string kind) in Forms)
        {
            try
            {
                if (pattern.IsMatch(text))
                {
                    return kind;
                }
            }
            catch (RegexMatchTimeoutException)
            {
                // A text that takes that long is no address that anybody wrote.
            }
        }

        return null;
    }

    private static Regex Of(string pattern, RegexOptions options = RegexOptions.None) =>
        new(pattern, options | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
}
