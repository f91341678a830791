using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Section10Jobs;

namespace BatchGen.Analyzers.Rules.Section33Fallbacks;

/// <summary>The channels of <c>[Fallback]</c>: <c>slack:NAME</c>, <c>pagerduty:NAME</c>, <c>webhook:NAME</c>, <c>mailto:ADDRESS</c>.</summary>
internal static class FallbackChannel
{
    private const string Mail = "mailto";

    private static readonly string[] Schemes = ["slack", "pagerduty", Mail, "webhook"];

    // What people call the schemes otherwise.
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["slack"] = "slack",
        ["pagerduty"] = "pagerduty",
        ["pager-duty"] = "pagerduty",
        [Mail] = Mail,
        ["mail"] = Mail,
        ["email"] = Mail,
        ["e-mail"] = Mail,
        ["smtp"] = Mail,
        ["webhook"] = "webhook",
        ["web-hook"] = "webhook",
    };

    /// <summary>The channel that fixes write: named after the job.</summary>
    public static string DefaultFor(JobSpec job)
    {
        string owner = job.Name is { } name && JobName.IsValid(name) ? name : JobName.Suggest(job.DisplayName) ?? "batch";
        return $"slack:{owner}-alerts";
    }

    /// <summary>What is wrong with a channel, as the end of a sentence about it; null when nothing is.</summary>
    public static string? ProblemOf(string channel)
    {
        if (string.IsNullOrWhiteSpace(channel))
        {
            return "is empty";
        }

        (string? scheme, string rest) = Split(channel);
        return scheme is null ? "has no scheme"
            : Array.IndexOf(Schemes, scheme) < 0 ? $"has the unknown scheme '{scheme}:'"
            : scheme == Mail ? (IsAddress(rest) ? null : "names no mail address")
            : IsName(rest) ? null
            : rest.Length == 0 ? "names no channel"
            : "is not followed by a name, whose URL or key is in the configuration";
    }

    /// <summary>The valid channel that was obviously meant, or null.</summary>
    public static string? Suggest(string channel)
    {
        string text = channel.Trim();
        if (IsAddress(text) && !text.Contains(":"))
        {
            return $"{Mail}:{text}";
        }

        (string? scheme, string rest) = Split(text);
        string? suggestion = text.StartsWith("#", StringComparison.Ordinal) ? $"slack:{text.Substring(1)}"
            : scheme is not null && Synonyms.TryGetValue(scheme.Trim(), out string? known) ? $"{known}:{WithoutSlashes(rest).Trim()}"
            : null;
        return suggestion is not null && ProblemOf(suggestion) is null ? suggestion : null;
    }

    private static (string? Scheme, string Name) Split(string channel)
    {
        int colon = channel.IndexOf(':');
        return colon < 0 ? (null, channel) : (channel.Substring(0, colon), channel.Substring(colon + 1));
    }

    private static string WithoutSlashes(string text) => text.StartsWith("//", StringComparison.Ordinal) ? text.Substring(2) : text;

    // A part of a configuration key: what has a colon or a slash is the URL itself.
    private static bool IsName(string text) => text.Length > 0 && text.All(static c => c is not (':' or '/' or '\\') && !char.IsWhiteSpace(c));

    private static bool IsAddress(string text)
    {
        int at = text.IndexOf('@');
        return at > 0
            && at == text.LastIndexOf('@')
            && at < text.Length - 1
            && text.All(static c => c is not (',' or ';' or '/' or '\\' or '<' or '>') && !char.IsWhiteSpace(c));
    }
}
