using System.Collections.Immutable;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Hosts;

/// <summary>Runs the rules on bodies: operations and control-flow graphs of code that uses Confluent.Kafka.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BodyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. RuleBook.KafkaRules.Select(static rule => ((Rule)rule).RawDescriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KafkaSymbols.TryCreate(start.Compilation) is not { } kafka
                || !SourceWords.Mention(start.Compilation, SourceSubject.Kafka, start.CancellationToken))
            {
                return;
            }

            KafkaRegistration registration = new(start, kafka);
            foreach (IKafkaRule rule in RuleBook.KafkaRules)
            {
                rule.Register(registration);
            }
        });
    }
}
