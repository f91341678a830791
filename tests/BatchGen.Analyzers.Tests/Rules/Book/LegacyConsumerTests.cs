using System.Collections.Immutable;
using System.Globalization;
using BatchGen.Analyzers.Tests.Rules.Testing;
using BatchGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BatchGen.Analyzers.Tests.Rules.Book;

/// <summary>A service that never heard of BatchGen, before and after every fix that the rules offer.</summary>
public sealed class LegacyConsumerTests
{
    private const string Sample = "samples/LegacyConsumer";

    [Fact]
    public async Task Is_reported_as_its_README_says() =>
        RepositoryFiles.AssertSectionCurrent($"{Sample}/README.md", "before", Listed(await SampleProject.Diagnose(Read("Before"))));

    [Fact]
    public async Task Becomes_what_is_committed_when_every_fix_is_applied()
    {
        Project project = Read("Before");
        foreach (RuleFix fix in RuleAssemblies.Fixes().Cast<RuleFix>().OrderBy(static fix => fix.FixableDiagnosticIds[0], StringComparer.Ordinal))
        {
            project = await FixWhatCanBeFixed(project, fix);
        }

        foreach (Document document in project.Documents.Where(static document => document.FilePath!.Contains("/Batch/", StringComparison.Ordinal)))
        {
            string text = (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
            RepositoryFiles.AssertCurrent($"{Sample}/After/{document.Name}", text);
        }

        RepositoryFiles.AssertSectionCurrent($"{Sample}/README.md", "after", Listed(await SampleProject.Diagnose(project)));
    }

    private static async Task<Project> FixWhatCanBeFixed(Project project, RuleFix fix)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        List<Repair> repairs = [];
        foreach (Diagnostic diagnostic in (await SampleProject.Diagnose(project)).Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            if (await fix.PrepareAsync(project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, cancellationToken) is { } repair)
            {
                repairs.Add(repair);
            }
        }

        return (await Repair.ApplyAsync(project.Solution, repairs, cancellationToken)).GetProject(project.Id)!;
    }

    private static Project Read(string folder)
    {
        Project project = SampleProject.Of([]);
        project = project.WithCompilationOptions(((CSharpCompilationOptions)project.CompilationOptions!).WithOutputKind(OutputKind.ConsoleApplication));
        foreach (string file in Directory.GetFiles(RepositoryFiles.At($"{Sample}/{folder}"), "*.cs").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            project = project.AddDocument(name, RepositoryFiles.Read(Path.GetRelativePath(RepositoryFiles.Root, file)), filePath: $"/sample/Batch/{name}").Project;
        }

        return project;
    }

    private static string Listed(ImmutableArray<Diagnostic> diagnostics) =>
        $"```text\n{string.Concat(diagnostics.Select(Line).Order(StringComparer.Ordinal))}```\n";

    private static string Line(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(place.Path)}({place.StartLinePosition.Line + 1}): {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}\n");
    }
}
