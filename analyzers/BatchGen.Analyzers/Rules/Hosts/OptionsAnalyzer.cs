using System.Collections.Immutable;
using BatchGen.Analyzers.Rules.Section00Settings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Hosts;

/// <summary>Checks the options of <c>.editorconfig</c> themselves: once per compilation, since they stand in no source file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsAnalyzer : DiagnosticAnalyzer
{
    private static readonly OptionIsValid Rule = RuleBook.All.OfType<OptionIsValid>().Single();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(static compilation =>
        {
            foreach (Diagnostic diagnostic in Rule.Check(compilation.Compilation, compilation.Options.AnalyzerConfigOptionsProvider))
            {
                compilation.ReportDiagnostic(diagnostic);
            }
        });
    }
}
