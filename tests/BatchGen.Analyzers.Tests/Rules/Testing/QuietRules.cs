using BatchGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Rules.Testing;

/// <summary>
/// The rules that a test hears of only when it asks. Advice (severity Info) is not what a source has to be clean of: nearly every job of a
/// test has some, and so has nearly every user's. And the rule on suppressions would report the pragma by which the test framework checks
/// that each report can be suppressed. A test asks by naming the id: in its markup, as the rule that it is about, or as the rule of its page.
/// </summary>
internal static class QuietRules
{
    private const string OnSuppressions = "BWS7101";

    /// <summary>The quiet rules that nothing asks for.</summary>
    public static IEnumerable<string> NotAskedFor(Func<string, bool> isAskedFor) =>
        RuleBook.All.Select(static rule => rule.Id).Where(IsQuiet).Where(id => !isAskedFor(id));

    public static bool IsQuiet(string id) => id == OnSuppressions || IsAdvice(RuleBook.Find(id));

    /// <summary>Whether a diagnostic is advice, of a rule that a sample is not about.</summary>
    public static bool IsAdviceOfOther(Diagnostic diagnostic, string? askedFor) =>
        diagnostic.Id != askedFor && RuleBook.All.Any(rule => rule.Id == diagnostic.Id && IsAdvice(rule));

    private static bool IsAdvice(Rule rule) => rule.Descriptor.DefaultSeverity == DiagnosticSeverity.Info;
}
