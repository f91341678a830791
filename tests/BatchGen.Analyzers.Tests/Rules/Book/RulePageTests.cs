using System.Globalization;
using System.Text;
using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Tests.Rules.Testing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Rules.Book;

/// <summary>A rule's page says what the rule does: its own samples are the proof.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. RuleBook.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_every_section_and_the_facts_of_the_rule(string id)
    {
        Rule rule = RuleBook.Find(id);
        RulePage page = new(id);
        Assert.StartsWith($"# {id}: {rule.Name}\n\n{rule.Descriptor.Title.ToString(null)}.\n\n{Facts(rule)}\n", page.Text);
        Assert.All(RulePage.Sections, section => Assert.NotEqual("", page.Section(section)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Has_a_bad_sample_that_breaks_exactly_this_rule(string id) =>
        Assert.Equal([id], (await Diagnose(id, "Bad")).Distinct());

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Has_a_good_sample_that_breaks_none(string id) => Assert.Empty(await Diagnose(id, "Good"));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Has_a_fix_that_leads_from_bad_to_clean(string id)
    {
        if (RuleAssemblies.Fixes().FirstOrDefault(fix => fix.FixableDiagnosticIds.Contains(id)) is { } fix)
        {
            Project project = SampleProject.Of(new RulePage(id).Sample("Bad"));
            Assert.Empty(await SampleProject.Diagnose(await SampleProject.FixAll(project, fix, id), id));
        }
    }

    [Fact]
    public void Is_listed_in_an_index_that_is_current()
    {
        StringBuilder index = new();
        index.Append("# Rules\n\n");
        index.Append("Written from the rule book by its tests (`UPDATE=1`). A rule that *blocks* has no working code generated while it is broken.\n\n");
        index.Append("| id | name | standard | severity | blocks | fix | what it asks for |\n|---|---|---|---|---|---|---|\n");
        foreach (Rule rule in RuleBook.All)
        {
            index.Append(
                CultureInfo.InvariantCulture,
                $"| [{rule.Id}]({rule.Id}.md) | {rule.Name} | {rule.Clause} | {rule.Descriptor.DefaultSeverity} | {(rule.Blocks ? "yes" : "-")} "
                + $"| {(HasFix(rule) ? "yes" : "-")} | {rule.Descriptor.Title.ToString(null)} |\n");
        }

        RepositoryFiles.AssertCurrent("docs/rules/README.md", index.ToString());
    }

    [Fact]
    public void Is_listed_in_the_README()
    {
        StringBuilder table = new("| rule | name | severity | fix | what it asks for |\n|---|---|---|---|---|\n");
        foreach (Rule rule in RuleBook.All)
        {
            string severity = rule.Descriptor.DefaultSeverity + (rule.Blocks ? ", blocks" : "");
            table.Append(
                CultureInfo.InvariantCulture,
                $"| [{rule.Id}](docs/rules/{rule.Id}.md) | {rule.Name} | {severity} | {(HasFix(rule) ? "yes" : "-")} | {rule.Descriptor.Title.ToString(null)} |\n");
        }

        RepositoryFiles.AssertSectionCurrent("README.md", "rules", table.ToString());
    }

    private static string Facts(Rule rule) =>
        $"Standard {rule.Clause} · {rule.Descriptor.DefaultSeverity} · {(rule.Blocks ? "blocks generation" : "does not block generation")} "
        + $"· {(HasFix(rule) ? "has a code fix" : "has no code fix")}";

    private static bool HasFix(Rule rule) => RuleAssemblies.Fixes().Any(fix => fix.FixableDiagnosticIds.Contains(rule.Id));

    private static async Task<IEnumerable<string>> Diagnose(string id, string heading) =>
        (await SampleProject.Diagnose(SampleProject.Of(new RulePage(id).Sample(heading)), id)).Select(diagnostic => diagnostic.Id);
}
