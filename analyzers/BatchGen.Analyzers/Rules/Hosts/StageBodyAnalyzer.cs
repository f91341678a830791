using System.Collections.Immutable;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Hosts;

/// <summary>Runs the rules on the bodies of stage methods.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StageBodyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. RuleBook.StageBodyRules.Select(static rule => ((Rule)rule).Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            KnownTypes known = KnownTypes.Of(start.Compilation);
            if (known.BatchJob is not null && SourceWords.Mention(start.Compilation, SourceSubject.Jobs, start.CancellationToken))
            {
                start.RegisterOperationBlockAction(block => Check(block, known));
            }
        });
    }

    private static void Check(OperationBlockAnalysisContext context, KnownTypes known)
    {
        if (StageMethod.Of(context.OwningSymbol, known, context.CancellationToken) is not { } stage)
        {
            return;
        }

        StageBody body = new(stage, known, context);
        foreach (IStageBodyRule rule in RuleBook.StageBodyRules)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            rule.Check(body);
        }
    }
}
