using System.Collections.Immutable;
using BatchGen.Analyzers.Suppressors;
using BatchGen.Analyzers.Tests.Rules.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Tests.Suppressors;

/// <summary>
/// With a stand-in for the general analyzers, which reports every method and class: what they say of anything but jobs and stages must
/// stay. That the real ones are meant, the samples show, which build without any setting for them.
/// </summary>
public sealed class JobSuppressorTests
{
    [Fact]
    public async Task Takes_back_what_is_said_of_stages_and_jobs_and_nothing_else()
    {
        const string Others = """
            public abstract class Loading
            {
                [BatchGen.Load("people.ingest.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
                protected virtual Task InheritedAsync() => Task.CompletedTask;
            }

            public sealed class Helper
            {
                private void Unused()
                {
                }
            }
            """;
        string job = JobSources.Job(JobSources.Extract, JobSources.Transform, JobSources.Publish, "private void Help()\n    {\n    }");
        Assert.Equal(
            [
                "CA1812 PeopleIngest", "CA1822 Clean", "CA1822 FetchAsync", "CA1822 InheritedAsync", "CA1822 PublishAsync",
                "IDE0051 Clean", "IDE0051 FetchAsync", "IDE0051 InheritedAsync", "IDE0051 PublishAsync",
            ],
            await Suppressed(job, Others));
    }

    private static async Task<IEnumerable<string>> Suppressed(params string[] sources)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Compilation compilation = (await SampleProject.Of(sources).GetCompilationAsync(cancellationToken))!;
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new EverythingIsWrong(), new JobSuppressor()], options)
            .GetAnalyzerDiagnosticsAsync(cancellationToken);
        Assert.Contains(diagnostics, static diagnostic => !diagnostic.IsSuppressed);
        return diagnostics
            .Where(static diagnostic => diagnostic.IsSuppressed)
            .Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(null)}")
            .Distinct()
            .Order(StringComparer.Ordinal);
    }

#pragma warning disable RS1029, RS1036, RS1038, RS1041, RS2008 // A stand-in for tests; no compiler loads it.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class EverythingIsWrong : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor[] Method = [Descriptor("CA1822"), Descriptor("IDE0051")];
        private static readonly DiagnosticDescriptor Type = Descriptor("CA1812");

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Method, Type];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(static symbol => Report(symbol, Method), SymbolKind.Method);
            context.RegisterSymbolAction(static symbol => Report(symbol, Type), SymbolKind.NamedType);
        }

        private static void Report(SymbolAnalysisContext context, params DiagnosticDescriptor[] descriptors)
        {
            foreach (DiagnosticDescriptor descriptor in descriptors)
            {
                context.ReportDiagnostic(Diagnostic.Create(descriptor, context.Symbol.Locations[0], context.Symbol.Name));
            }
        }

        private static DiagnosticDescriptor Descriptor(string id) => new(id, id, "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);
    }
}
