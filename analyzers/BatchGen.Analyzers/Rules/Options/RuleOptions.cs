using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Section32Retries;
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
    public const string BatchNamespacePatternKey = "batchgen.batch_namespace_pattern";
    private const string MinAttemptsKey = "batchgen.min_attempts_";

    // Given by the SDK to every compilation.
    private const string ProjectFolderKey = "build_property.ProjectDir";

    private static readonly StageKind[] StagesWithBounds = [StageKind.Extract, StageKind.Transform, StageKind.Publish];

    // A pattern with catastrophic backtracking must not hang the compiler.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    private RuleOptions()
    {
    }

    /// <summary>No house options: what the standard says, and nothing else. The generator judges by these.</summary>
    public static RuleOptions Standard { get; } = new();

    /// <summary><c>batchgen.topic_pattern</c>: a regular expression that a whole topic name must match, or null.</summary>
    public Regex? TopicPattern { get; private init; }

    /// <summary><c>batchgen.allowed_domains</c>: the domains a topic may begin with; empty means any.</summary>
    public ImmutableArray<string> AllowedDomains { get; private init; } = [];

    /// <summary><c>batchgen.batch_namespace_pattern</c>: a regular expression that the whole namespace of a consumer must match, or null.</summary>
    public Regex? BatchNamespacePattern { get; private init; }

    /// <summary><c>batchgen.min_attempts_STAGE</c>: more attempts than the standard asks of a kind of stage; those that are not stated are missing.</summary>
    public ImmutableDictionary<StageKind, int> MinAttempts { get; private init; } = ImmutableDictionary<StageKind, int>.Empty;

    /// <summary>The project's folder, as the build says it; null where it does not.</summary>
    public string? ProjectFolder { get; private init; }

    /// <summary>Values that were stated and cannot be used.</summary>
    public ImmutableArray<OptionProblem> Problems { get; private init; } = [];

    public static RuleOptions Read(AnalyzerConfigOptions options)
    {
        bool hasPattern = TryGet(options, TopicPatternKey, out string pattern);
        bool hasDomains = TryGet(options, AllowedDomainsKey, out string domains);
        bool hasNamespaces = TryGet(options, BatchNamespacePatternKey, out string namespaces);
        bool hasFolder = TryGet(options, ProjectFolderKey, out string folder);
        List<OptionProblem> problems = [];
        ImmutableDictionary<StageKind, int> attempts = ReadAttempts(options, problems);
        if (!hasPattern && !hasDomains && !hasNamespaces && !hasFolder && attempts.IsEmpty && problems.Count == 0)
        {
            return Standard;
        }

        return new()
        {
            TopicPattern = hasPattern ? ReadPattern(TopicPatternKey, pattern, problems) : null,
            AllowedDomains = hasDomains ? ReadDomains(domains, problems) : [],
            BatchNamespacePattern = hasNamespaces ? ReadPattern(BatchNamespacePatternKey, namespaces, problems) : null,
            MinAttempts = attempts,
            ProjectFolder = hasFolder ? folder : null,
            Problems = [.. problems],
        };
    }

    /// <summary>The option that asks for more attempts of a kind of stage: <c>batchgen.min_attempts_extract</c>.</summary>
    public static string KeyOfMinAttempts(StageKind kind) => MinAttemptsKey + kind.ToString().ToLowerInvariant();

    /// <summary>Whether a text matches an option's pattern. One that does not come to an end says nothing about the text.</summary>
    public static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static ImmutableDictionary<StageKind, int> ReadAttempts(AnalyzerConfigOptions options, List<OptionProblem> problems)
    {
        ImmutableDictionary<StageKind, int> attempts = ImmutableDictionary<StageKind, int>.Empty;
        foreach (StageKind kind in StagesWithBounds)
        {
            string key = KeyOfMinAttempts(kind);
            if (!TryGet(options, key, out string text))
            {
                continue;
            }

            int standard = StageBounds.Of(kind).MinAttempts;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= standard)
            {
                attempts = attempts.Add(kind, number);
            }
            else
            {
                problems.Add(new(key, text, $"write a number of at least {standard}, which is the standard's"));
            }
        }

        return attempts;
    }

    private static Regex? ReadPattern(string key, string pattern, List<OptionProblem> problems)
    {
        try
        {
            return new($"^(?:{pattern})$", RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (ArgumentException exception)
        {
            problems.Add(new(key, pattern, exception.Message));
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
