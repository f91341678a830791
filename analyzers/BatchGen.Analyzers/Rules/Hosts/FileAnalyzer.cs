using System.Collections.Concurrent;
using System.Collections.Immutable;
using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Files;
using BatchGen.Analyzers.Rules.Section10Jobs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Hosts;

/// <summary>Runs the rules on each job together with the files beside the code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. RuleBook.JobFileRules.Select(static rule => ((Rule)rule).Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            KnownTypes known = KnownTypes.Of(start.Compilation);
            if (known.BatchJob is null || ProjectFiles.Of(start.Options) is not { } files)
            {
                return;
            }

            ParsedJobs parsed = ParsedJobs.Of(start.Compilation);
            ConcurrentDictionary<(string Id, Location Place), bool> reported = new();
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (parsed.Find((INamedTypeSymbol)symbol.Symbol, symbol.CancellationToken) is { } job && CanBeChecked(job.Spec))
                    {
                        Check(job, new JobFiles(job, files, known, symbol.CancellationToken), reported, symbol);
                    }
                },
                SymbolKind.NamedType);
        });
    }

    // Files carry the job's name: as long as that is none, nothing can be looked for.
    private static bool CanBeChecked(JobSpec job) => !job.IsUnresolved && job.Name is { } name && JobName.IsValid(name);

    private static void Check(
        ParsedJob job, JobFiles files, ConcurrentDictionary<(string Id, Location Place), bool> reported, SymbolAnalysisContext context)
    {
        foreach (IJobFileRule rule in RuleBook.JobFileRules)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            foreach (Finding finding in rule.Check(files))
            {
                // A file may be several jobs': what is wrong in one place of it is said once.
                DiagnosticDescriptor descriptor = ((Rule)rule).Descriptor;
                if (finding.Place is null || reported.TryAdd((descriptor.Id, finding.Place), true))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        descriptor,
                        finding.Place ?? job.Anchors.Resolve(finding.Anchor, context.CancellationToken),
                        finding.RelatedPlaces,
                        finding.Properties.SetItem(DeclarationAnalyzer.JobProperty, job.Spec.Declaration.Type.DisplayName),
                        finding.Arguments));
                }
            }
        }
    }
}
