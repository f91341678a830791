using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Options;

/// <summary>
/// The house options of a file, from <c>.editorconfig</c>. They can make a rule stricter than the standard, never laxer: each is
/// asked for on top of what the standard says.
/// </summary>
internal sealed class RuleOptions
{
    public const string TopicPatternKey = "batchgen.topic_pattern";
    public const string AllowedDomainsKey = "batchgen.allowed_domains";

    // A pattern with catastrophic backtracking must not hang the compiler.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    private RuleOptions(Regex? topicPattern, ImmutableArray<string> allowedDomains, ImmutableArray<OptionProblem> problems)
    {
        TopicPattern = topicPattern;
        AllowedDomains = allowedDomains;
        Problems = problems;
    }

    /// <summary>No house options: what the standard says, and nothing else. The generator judges by these.</summary>
    public static RuleOptions Standard { get; } = new(null, [], []);

    /// <summary><c>batchgen.topic_pattern</c>: a regular expression that a whole topic name must match, or null.</summary>
    public Regex? TopicPattern { get; }

    /// <summary><c>batchgen.allowed_domains</c>: the domains a topic may begin with; empty means any.</summary>
    public ImmutableArray<string> AllowedDomains { get; }

    /// <summary>Values that were stated and cannot be used.</summary>
    public ImmutableArray<OptionProblem> Problems { get; }

    public static RuleOptions Read(AnalyzerConfigOptions options)
    {
        bool hasPattern = TryGet(options, TopicPatternKey, out string pattern);
        bool hasDomains = TryGet(options, AllowedDomainsKey, out string domains);
        if (!hasPattern && !hasDomains)
        {
            return Standard;
        }

        List<OptionProblem> problems = [];
        Regex? topicPattern = hasPattern ? ReadPattern(pattern, problems) : null;
        ImmutableArray<string> allowed = hasDomains ? ReadDomains(domains, problems) : [];
        return new(topicPattern, allowed, [.. problems]);
    }

    private static Regex? ReadPattern(string pattern, List<OptionProblem> problems)
    {
        try
        {
            return new($"^(?:{pattern})$", RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (ArgumentException exception)
        {
            problems.Add(new(TopicPatternKey, pattern, exception.Message));
            return null;
        }
    }

    private static ImmutableArray<string> ReadDomains(string domains, List<OptionProblem> problems)
    {
        ImmutableArray<string>.Builder allowed = ImmutableArray.CreateBuilder<string>();
        foreach (string domain in domains.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (TopicName.IsSegment(domain))
            {
                allowed.Add(domain);
            }
            else
            {
                problems.Add(new(AllowedDomainsKey, domain, "a domain is the first part of a topic, [a-z][a-z0-9-]*"));
            }
        }

        return allowed.ToImmutable();
    }

    private static bool TryGet(AnalyzerConfigOptions options, string key, out string value)
    {
        value = options.TryGetValue(key, out string? found) ? found.Trim() : "";
        return value.Length > 0;
    }
}
