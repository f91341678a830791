using System.Text.RegularExpressions;

namespace BatchGen.Fallbacks;

/// <summary>
/// Takes secrets out of texts that leave the process. Messages of exceptions are other people's texts: drivers put connection strings into
/// them, and HTTP clients addresses with passwords.
/// </summary>
internal static partial class SecretText
{
    private const string Masked = "***";

    /// <summary>The text with <c>***</c> for what looks like a secret; when that cannot be told in time, no text at all.</summary>
    public static string Mask(string text)
    {
        try
        {
            text = Assignment().Replace(text, $"${{name}}{Masked}");
            text = Credentials().Replace(text, $"${{scheme}}{Masked}@");
            return Token().Replace(text, $"${{scheme}} {Masked}");
        }
        catch (RegexMatchTimeoutException)
        {
            return "(a text that could not be searched for secrets in time)";
        }
    }

    // Password=…; pwd: "…", api_key=…, "token": "…", x-api-key: …
    [GeneratedRegex(
        """(?<name>\b[\w-]*?(?:password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|routing[-_]?key|sharedaccesssignature)\b["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s;,&"'}]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Assignment();

    // https://user:password@host
    [GeneratedRegex("""(?<scheme>\b[a-z][a-z0-9+.-]*://)[^\s/@:]*:[^\s/@]+@""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Credentials();

    [GeneratedRegex("""\b(?<scheme>bearer|basic)\s+(?=\S*[0-9=])[a-z0-9._~+/=-]{8,}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Token();
}
