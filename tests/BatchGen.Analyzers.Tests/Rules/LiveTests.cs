using System.Collections.Immutable;
using BatchGen.Analyzers.Tests.Rules.Testing;
using BatchGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Tests.Rules;

/// <summary>
/// What an editor does, through the workspace that it is built on, with the assemblies that ship: a document is open, somebody types, a
/// diagnostic appears, its fix is applied, it is gone. A real language server is driven in the end-to-end tests; it offers no fixes of packages.
/// </summary>
public sealed class LiveTests
{
    private const string Job = """
        using BatchGen;

        namespace Shop.Batch;

        [BatchJob("orders-load", Idempotency = "Upsert by record_id.")]
        [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
        public sealed partial class OrdersLoad
        {
            [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
            private void Load(Order order) => order.ToString();
        }

        public sealed record Order([property: RecordId] string Number);
        """;

    [Fact]
    public async Task A_mistake_appears_while_it_is_typed_and_goes_with_its_fix()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Project project = SampleProject.Of([Job]);
        AdhocWorkspace workspace = (AdhocWorkspace)project.Solution.Workspace;
        Assert.True(workspace.TryApplyChanges(project.AddAnalyzerReference(Reference(typeof(RuleFix))).AddAnalyzerReference(Reference(typeof(Analyzers.Rules.Rule))).Solution));
        DocumentId id = workspace.CurrentSolution.Projects.Single().Documents.Single(document => document.Name == "Sample0.cs").Id;
        workspace.OpenDocument(id);
        Assert.Empty(await ReportedAsync(workspace, id));

        await TypeAsync(workspace, id, ", Attempts = 5", "");
        Diagnostic diagnostic = Assert.Single(await ReportedAsync(workspace, id));
        Assert.Equal("BWS4406", diagnostic.Id);

        CodeAction offered = Assert.Single(await OfferedAsync(workspace.CurrentSolution.GetDocument(id)!, diagnostic));
        foreach (CodeActionOperation operation in await offered.GetOperationsAsync(cancellationToken))
        {
            operation.Apply(workspace, cancellationToken);
        }

        Assert.Empty(await ReportedAsync(workspace, id));
        Assert.Equal(Job, (await workspace.CurrentSolution.GetDocument(id)!.GetTextAsync(cancellationToken)).ToString());
    }

    private static AnalyzerFileReference Reference(Type type) => new(type.Assembly.Location, AssemblyLoader.Instance);

    private static async Task TypeAsync(Workspace workspace, DocumentId id, string before, string after)
    {
        SourceText text = await workspace.CurrentSolution.GetDocument(id)!.GetTextAsync(TestContext.Current.CancellationToken);
        TextSpan span = new(text.ToString().IndexOf(before, StringComparison.Ordinal), before.Length);
        Assert.True(workspace.TryApplyChanges(workspace.CurrentSolution.WithDocumentText(id, text.Replace(span, after))));
    }

    // As editors do it: the analyzers that the project refers to, on the syntax and the semantics of the one document.
    private static async Task<ImmutableArray<Diagnostic>> ReportedAsync(Workspace workspace, DocumentId id)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Document document = workspace.CurrentSolution.GetDocument(id)!;
        ImmutableArray<DiagnosticAnalyzer> analyzers =
            [.. document.Project.AnalyzerReferences.SelectMany(static reference => reference.GetAnalyzers(LanguageNames.CSharp))];
        Assert.NotEmpty(analyzers);
        Compilation compilation = (await document.Project.GetCompilationAsync(cancellationToken))!;
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(analyzers, document.Project.AnalyzerOptions);
        SyntaxTree tree = (await document.GetSyntaxTreeAsync(cancellationToken))!;
        ImmutableArray<Diagnostic> ofSyntax = await analysis.GetAnalyzerSyntaxDiagnosticsAsync(tree, cancellationToken);
        ImmutableArray<Diagnostic> ofSemantics = await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, cancellationToken);
        return [.. ofSyntax.Concat(ofSemantics).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    private static async Task<IReadOnlyList<CodeAction>> OfferedAsync(Document document, Diagnostic diagnostic)
    {
        List<CodeAction> offered = [];
        foreach (CodeFixProvider fix in RuleAssemblies.Fixes().Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), TestContext.Current.CancellationToken));
        }

        return offered;
    }

    private sealed class AssemblyLoader : IAnalyzerAssemblyLoader
    {
        public static AssemblyLoader Instance { get; } = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
