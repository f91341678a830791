using BatchGen.Analyzers.Rules.Options;

namespace BatchGen.Analyzers.Rules.Section41Topics;

/// <summary>What is wrong with a topic name, by the standard and by the house options.</summary>
internal static class TopicJudge
{
    /// <summary>The end of a sentence about the topic, or null when nothing is wrong.</summary>
    public static string? ProblemOf(string topic, RuleOptions options)
    {
        if (!TopicName.IsValid(topic))
        {
            return TopicName.Suggest(topic) is { } suggestion
                ? $"is not {{domain}}.{{entity}}.{{version}} in lower case: write '{suggestion}'"
                : "is not {domain}.{entity}.{version} in lower case: write one like 'people.ingest.v1'";
        }

        string domain = topic.Substring(0, topic.IndexOf('.'));
        if (!options.AllowedDomains.IsEmpty && !options.AllowedDomains.Contains(domain, StringComparer.Ordinal))
        {
            return $"begins with '{domain}', which is not among {RuleOptions.AllowedDomainsKey} ({string.Join(", ", options.AllowedDomains)})";
        }

        return options.TopicPattern is { } pattern && !RuleOptions.Matches(pattern, topic)
            ? $"does not match {RuleOptions.TopicPatternKey} ({pattern})"
            : null;
    }
}
