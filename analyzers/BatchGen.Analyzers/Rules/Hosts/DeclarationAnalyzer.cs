using System.Collections.Concurrent;
using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Hosts;

/// <summary>
/// Runs the rules on what each <c>[BatchJob]</c> class declares, those on stages in other types, and when the compilation ends those on all
/// jobs together.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that names the job's class: a payload's fault stands where the payload is declared.</summary>
    public const string JobProperty = "Job";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. RuleBook.JobRules.Cast<Rule>()
            .Concat(RuleBook.JobInCompilationRules.Cast<Rule>())
            .Concat(RuleBook.JobSetRules.Cast<Rule>())
            .Concat(RuleBook.StageTypeRules.Cast<Rule>())
            .Select(static rule => rule.Descriptor)
            .Distinct(),
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            KnownTypes known = KnownTypes.Of(start.Compilation);
            if (known.BatchJob is null)
            {
                return;
            }

            ParsedJobs parsed = ParsedJobs.Of(start.Compilation);
            ConcurrentBag<ParsedJob> jobs = [];
            start.RegisterSymbolAction(
                symbol =>
                {
                    INamedTypeSymbol type = (INamedTypeSymbol)symbol.Symbol;
                    if (parsed.Find(type, symbol.CancellationToken) is { } job)
                    {
                        jobs.Add(job);
                        Check(job, known, symbol);
                    }
                    else if (StageSource.DeclaredBy(type, known) is { Count: > 0 } stages)
                    {
                        CheckStageType(new StageType(type, stages, known), symbol);
                    }
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => CheckTogether(jobs, end));
        });
    }

    private static void Check(ParsedJob job, KnownTypes known, SymbolAnalysisContext context)
    {
        Location place = job.Anchors.Resolve(Anchor.Job(), context.CancellationToken);
        RuleOptions options = OptionsFor(place, context.Options);
        foreach (IJobRule rule in RuleBook.JobRules)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            foreach (Finding finding in rule.Check(job.Spec, options))
            {
                context.ReportDiagnostic(ToDiagnostic((Rule)rule, finding, job, context.CancellationToken));
            }
        }

        JobSurroundings surroundings = new(known, place.SourceTree?.FilePath ?? "", options, context.CancellationToken);
        foreach (IJobInCompilationRule rule in RuleBook.JobInCompilationRules)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            foreach (Finding finding in rule.Check(job.Spec, surroundings))
            {
                context.ReportDiagnostic(ToDiagnostic((Rule)rule, finding, job, context.CancellationToken));
            }
        }
    }

    private static void CheckStageType(StageType type, SymbolAnalysisContext context)
    {
        foreach (IStageTypeRule rule in RuleBook.StageTypeRules)
        {
            if (rule.Check(type, context.CancellationToken) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    private static void CheckTogether(ConcurrentBag<ParsedJob> jobs, CompilationAnalysisContext context)
    {
        // By name and not by place: the order of files is not the same on every machine.
        ParsedJob[] ordered = [.. jobs.OrderBy(static job => job.Spec.Declaration.Type.DisplayName, StringComparer.Ordinal)];
        JobSpec[] specs = [.. ordered.Select(static job => job.Spec)];
        foreach (IJobSetRule rule in RuleBook.JobSetRules)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            foreach (JobFinding found in rule.Check(specs))
            {
                context.ReportDiagnostic(ToDiagnostic((Rule)rule, found.Finding, ordered[found.Job], context.CancellationToken));
            }
        }
    }

    private static Diagnostic ToDiagnostic(Rule rule, Finding finding, ParsedJob job, CancellationToken cancellationToken) =>
        Diagnostic.Create(
            rule.Descriptor,
            job.Anchors.Resolve(finding.Anchor, cancellationToken),
            finding.Related.Select(anchor => job.Anchors.Resolve(anchor, cancellationToken)),
            finding.Properties.SetItem(JobProperty, job.Spec.Declaration.Type.DisplayName),
            finding.Arguments);

    private static RuleOptions OptionsFor(Location job, AnalyzerOptions options) =>
        job.SourceTree is { } tree ? RuleOptions.Read(options.AnalyzerConfigOptionsProvider.GetOptions(tree)) : RuleOptions.Standard;
}
