namespace BatchGen.Analyzers.Rules;

/// <summary>The topic names of standard 4.1: <c>{domain}.{entity}.{version}</c>, lower case, version <c>v1</c> and up.</summary>
internal static class TopicName
{
    public const string DeadLetterSuffix = ".dlq";

    private static readonly char[] OtherSeparators = ['-', '_', '/', ':', ' '];

    /// <summary>Whether a name has the standard's three parts. A dead-letter topic has one more and does not.</summary>
    public static bool IsValid(string topic)
    {
        string[] parts = topic.Split('.');
        return parts.Length == 3 && IsSegment(parts[0]) && IsSegment(parts[1]) && IsVersion(parts[2]);
    }

    /// <summary>The name without the suffix of a dead-letter topic.</summary>
    public static string WithoutDeadLetterSuffix(string topic) =>
        topic.EndsWith(DeadLetterSuffix, StringComparison.Ordinal)
            ? topic.Substring(0, topic.Length - DeadLetterSuffix.Length)
            : topic;

    /// <summary>Whether a text can be a domain or an entity: lower-case letters and digits, with single hyphens inside.</summary>
    public static bool IsSegment(string text) =>
        text.Length > 0
        && text[0] is >= 'a' and <= 'z'
        && text[text.Length - 1] != '-'
        && !text.Contains("--")
        && text.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>The valid name that was most likely meant, or null when there is no single one.</summary>
    public static string? Suggest(string topic)
    {
        string lower = topic.Trim().ToLowerInvariant();
        string dotted = string.Join(".", lower.Split(OtherSeparators));
        return new[] { lower, lower + ".v1", dotted, dotted + ".v1" }.FirstOrDefault(IsValid);
    }

    private static bool IsVersion(string text) =>
        text.Length > 1 && text[0] == 'v' && text[1] != '0' && text.Skip(1).All(static c => c is >= '0' and <= '9');
}
