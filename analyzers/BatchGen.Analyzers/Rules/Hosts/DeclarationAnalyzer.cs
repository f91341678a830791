using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Hosts;

/// <summary>Parses each <c>[BatchJob]</c> class once and runs all rules on what it declares.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that names the job's class: a payload's fault stands where the payload is declared.</summary>
    public const string JobProperty = "Job";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. RuleBook.JobRules.Select(static rule => ((Rule)rule).Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            KnownTypes known = KnownTypes.Of(start.Compilation);
            if (known.BatchJob is not null)
            {
                start.RegisterSymbolAction(symbol => Check(symbol, known), SymbolKind.NamedType);
            }
        });
    }

    private static void Check(SymbolAnalysisContext context, KnownTypes known)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (!type.GetAttributes().Any(attribute => KnownTypes.Is(attribute.AttributeClass, known.BatchJob)))
        {
            return;
        }

        (JobSpec job, JobAnchors anchors) = JobParser.Parse(type, known, context.CancellationToken);
        foreach (IJobRule rule in RuleBook.JobRules)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            RuleOptions options = OptionsFor(anchors.Resolve(Anchor.Job(), context.CancellationToken), context.Options);
            foreach (Finding finding in rule.Check(job, options))
            {
                context.ReportDiagnostic(ToDiagnostic((Rule)rule, finding, job, anchors, context.CancellationToken));
            }
        }
    }

    private static Diagnostic ToDiagnostic(
        Rule rule, Finding finding, JobSpec job, JobAnchors anchors, CancellationToken cancellationToken) =>
        Diagnostic.Create(
            rule.Descriptor,
            anchors.Resolve(finding.Anchor, cancellationToken),
            finding.Related.Select(anchor => anchors.Resolve(anchor, cancellationToken)),
            finding.Properties.SetItem(JobProperty, job.Declaration.Type.DisplayName),
            finding.Arguments);

    private static RuleOptions OptionsFor(Location job, AnalyzerOptions options) =>
        job.SourceTree is { } tree ? RuleOptions.Read(options.AnalyzerConfigOptionsProvider.GetOptions(tree)) : RuleOptions.Standard;
}
