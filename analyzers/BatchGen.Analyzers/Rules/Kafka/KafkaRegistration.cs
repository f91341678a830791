using BatchGen.Analyzers.Rules.Kafka.Configuration;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Kafka;

/// <summary>What a rule on Kafka code gets when it registers: the compilation's start, its Kafka types, its options.</summary>
internal sealed class KafkaRegistration(CompilationStartAnalysisContext start, KafkaSymbols kafka)
{
    private CommitReports? _commits;

    public CompilationStartAnalysisContext Start { get; } = start;

    public KafkaSymbols Kafka { get; } = kafka;

    /// <summary>Where rules on one setting of a configuration register.</summary>
    public ConfigurationHost Configurations { get; } = new(start, kafka);

    /// <summary>What bodies commit wrongly, found once for all rules that ask.</summary>
    public CommitReports Commits => _commits ??= new(Start, Kafka);

    /// <summary>The options in force for a file.</summary>
    public RuleOptions OptionsFor(SyntaxTree tree) => RuleOptions.Read(Start.Options.AnalyzerConfigOptionsProvider.GetOptions(tree));
}
