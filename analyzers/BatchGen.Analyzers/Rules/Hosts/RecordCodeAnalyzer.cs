using System.Collections.Immutable;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Hosts;

/// <summary>Runs the rules on code in which records come into being.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecordCodeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. RuleBook.RecordCodeRules.Select(static rule => ((Rule)rule).Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            KnownTypes known = KnownTypes.Of(start.Compilation);
            if (known.BatchJob is null || !SourceWords.Mention(start.Compilation, SourceSubject.Jobs, start.CancellationToken))
            {
                return;
            }

            foreach (IRecordCodeRule rule in RuleBook.RecordCodeRules)
            {
                RecordCode code = new(rule, known);
                start.RegisterOperationBlockAction(code.Check);
            }
        });
    }
}
