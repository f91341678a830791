using BatchGen.Analyzers.Rules;
using BatchGen.Workflow.Checks;
using BatchGen.Workflow.Checks.Rules;

namespace BatchGen.Workflow.Reports;

/// <summary>Every rule that reports tell of: those of the analyzers, and those of whole solutions, each in the order of its ids.</summary>
internal static class ReportRules
{
    public static IReadOnlyList<CheckRule> All { get; } =
        [.. RuleBook.All.Select(CheckRule.Of), .. SolutionRules.All.Select(static rule => rule.Rule)];

    /// <summary>Where a rule is judged; <see cref="RulePlace.Solution"/> for those of whole solutions.</summary>
    public static RulePlace PlaceOf(CheckRule rule) => rule.Id.StartsWith("BWT", StringComparison.Ordinal) ? RulePlace.Solution : RulePlaces.Of(rule.Id);
}
