using System.Collections.Immutable;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Section00Settings;

/// <summary>BWS0002: an option of <c>.editorconfig</c> that cannot be used would otherwise be a rule that silently checks less.</summary>
internal sealed class OptionIsValid() : Rule(Definition)
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS0002",
        RuleCategory.Settings,
        DiagnosticSeverity.Error,
        clause: "7",
        title: "A BatchGen option has a value that can be used",
        messageFormat: "Option '{0}' has the value '{1}', which cannot be used: {2}",
        description: "An option that cannot be read is not applied, so that its rule would check less than the team asked for.");

    /// <summary>What is wrong with the options of a compilation's files, each problem once.</summary>
    public ImmutableArray<Diagnostic> Check(Compilation compilation, AnalyzerConfigOptionsProvider options) =>
    [
        .. compilation.SyntaxTrees
            .SelectMany(tree => RuleOptions.Read(options.GetOptions(tree)).Problems)
            .Distinct()
            .OrderBy(static problem => problem.Key, StringComparer.Ordinal)
            .ThenBy(static problem => problem.Value, StringComparer.Ordinal)
            .Select(problem => Diagnostic.Create(Descriptor, Location.None, problem.Key, problem.Value, problem.Reason)),
    ];
}
