using BatchGen.Analyzers.Rules;
using BatchGen.Workflow.Checks;
using BatchGen.Workflow.Checks.Rules;

namespace BatchGen.Workflow.Tests.Checks;

public sealed class RulePlacesTests
{
    [Fact]
    public void Every_rule_of_the_analyzers_has_one_place() =>
        Assert.Equal(RuleBook.All.Select(rule => rule.Id).Order(StringComparer.Ordinal), RulePlaces.Ids.Order(StringComparer.Ordinal));

    [Fact]
    public void A_rule_is_judged_where_it_can_be()
    {
        foreach (Rule rule in RuleBook.All)
        {
            bool fits = RulePlaces.Of(rule.Id) switch
            {
                RulePlace.Job => rule is IJobRule,
                RulePlace.Solution or RulePlace.Assembly => rule is IJobSetRule,
                RulePlace.Files => rule is IJobFileRule,
                RulePlace.Generator => rule.Blocks,
                _ => rule is not (IJobRule or IJobSetRule or IJobFileRule),
            };
            Assert.True(fits, $"{rule.Id} {rule.Name}");
        }
    }

    [Fact]
    public void A_rule_without_a_place_is_refused() =>
        Assert.Contains("add it to RulePlaces", Assert.Throws<KeyNotFoundException>(() => RulePlaces.Of("BWS9999")).Message, StringComparison.Ordinal);

    [Fact]
    public void Rules_of_solutions_have_ids_of_their_own_in_order()
    {
        string[] ids = [.. SolutionRules.All.Select(rule => rule.Rule.Id)];
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.All(SolutionRules.All, rule => Assert.Matches("^BWT[0-9]{4}$", rule.Rule.Id));
        Assert.All(SolutionRules.All, rule => Assert.EndsWith($"docs/checking.md#{rule.Rule.Id.ToLowerInvariant()}", rule.Rule.HelpUri, StringComparison.Ordinal));
    }
}
