using System.Globalization;
using BatchGen.Analyzers.Rules;

namespace BatchGen.Workflow.Checks;

/// <summary>What reports say of a rule, be it one of the analyzers or one that only whole solutions have.</summary>
/// <param name="Id">The id: <c>BWS2105</c>, or <c>BWT4101</c> for those of whole solutions.</param>
/// <param name="Name">The rule's stable name: <c>CronDoesNotOverlap</c>.</param>
/// <param name="Severity">How much a breach matters.</param>
/// <param name="Clause">The section of the standard: <c>2.1</c>.</param>
/// <param name="Title">What is right, as a sentence.</param>
/// <param name="Description">Why.</param>
/// <param name="HelpUri">Its page.</param>
internal sealed record CheckRule(string Id, string Name, CheckSeverity Severity, string Clause, string Title, string Description, string HelpUri)
{
    /// <summary>The number of the section of the standard that the clause is in: 2 of <c>2.1</c>.</summary>
    public int Section => int.Parse(Clause.Split('.')[0], CultureInfo.InvariantCulture);

    public static CheckRule Of(Rule rule) => new(
        rule.Id,
        rule.Name,
        CheckSeverities.Of(rule.Descriptor.DefaultSeverity),
        rule.Clause,
        rule.Descriptor.Title.ToString(CultureInfo.InvariantCulture),
        rule.Descriptor.Description.ToString(CultureInfo.InvariantCulture),
        rule.Descriptor.HelpLinkUri);
}
