using System.Reflection;
using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Tests.Rules.Testing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Rules.Book;

/// <summary>Every rule has all its parts, and all of them one name.</summary>
public sealed class RuleBookTests
{
    public static TheoryData<string> Ids => [.. RuleBook.All.Select(rule => rule.Id)];

    [Fact]
    public void Has_every_rule_class_once_in_the_order_of_ids()
    {
        IEnumerable<Type> classes = typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract);
        Assert.Equal(classes.Select(type => type.Name).Order(), RuleBook.All.Select(rule => rule.Name).Order());
        Assert.Equal(RuleBook.All.Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal), RuleBook.All.Select(rule => rule.Id));
    }

    [Fact]
    public void Has_no_analyzer_that_supports_anything_else()
    {
        IEnumerable<string> supported = RuleAssemblies.Analyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id);
        Assert.Equal(RuleBook.All.Select(rule => rule.Id), supported.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Gives_a_rule_its_link_category_and_clause(string id)
    {
        Rule rule = RuleBook.Find(id);
        Assert.Equal($"https://github.com/batchgen/batchgen/blob/main/docs/rules/{id}.md", rule.Descriptor.HelpLinkUri);
        Assert.Equal(RuleCategory.Of(id), rule.Descriptor.Category);
        Assert.Contains($"(Batch Workflow Standard {rule.Clause})", rule.Descriptor.Description.ToString(null));
        Assert.StartsWith("BatchGen.Analyzers.Rules.Section" + id[3..5], rule.GetType().Namespace);
        Assert.DoesNotContain(WellKnownDiagnosticTags.NotConfigurable, rule.RawDescriptor.CustomTags);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_release_entry(string id)
    {
        Rule rule = RuleBook.Find(id);
        string entry = $"{id} | {rule.Descriptor.Category} | {rule.Descriptor.DefaultSeverity} | {rule.Name}\n";
        string releases = RepositoryFiles.Read("analyzers/BatchGen.Analyzers/AnalyzerReleases.Shipped.md")
            + RepositoryFiles.Read("analyzers/BatchGen.Analyzers/AnalyzerReleases.Unshipped.md");
        Assert.Contains(entry, releases);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_test_class_beside_its_rule(string id)
    {
        Rule rule = RuleBook.Find(id);
        string space = rule.GetType().Namespace!.Replace("BatchGen.Analyzers.Rules", "BatchGen.Analyzers.Tests.Rules");
        Type? tests = GetType().Assembly.GetType($"{space}.{rule.Name}Tests");
        Assert.NotNull(tests);
        Assert.Contains(tests.GetMethods(), method => method.GetCustomAttribute<FactAttribute>() is not null);
    }

    [Fact]
    public void Has_only_fixes_of_its_rules_by_their_names()
    {
        foreach (Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider fix in RuleAssemblies.Fixes())
        {
            string id = Assert.Single(fix.FixableDiagnosticIds);
            Assert.Equal(RuleBook.Find(id).Name + "Fix", fix.GetType().Name);
            Assert.NotNull(fix.GetFixAllProvider());
        }
    }
}
