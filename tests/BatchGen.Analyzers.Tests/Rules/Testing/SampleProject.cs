using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Tests.Rules.Testing;

/// <summary>A project around one piece of source, as a user has it: implicit usings, the generator, all rules.</summary>
internal static class SampleProject
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>A project of one file and its options.</summary>
    public static Project Of((string Source, string Options) sample) => Of([sample.Source], sample.Options);

    /// <summary>A project of one file, its options, and files beside the code, which are checked where there are any.</summary>
    public static Project Of((string Source, string Options, IReadOnlyList<(string Path, string Text)> Files) sample)
    {
        Project project = Of([sample.Source], sample.Options);
        return sample.Files.Count == 0 ? project : WithFiles(project, sample.Files);
    }

    /// <summary>The project with files beside its code, which are checked.</summary>
    public static Project WithFiles(Project project, IEnumerable<(string Path, string Text)> files)
    {
        Solution solution = project.Solution.AddAnalyzerConfigDocument(
            DocumentId.CreateNewId(project.Id), ".globalconfig", SourceText.From(FileProperties("/sample/")), filePath: "/sample/.globalconfig");
        foreach ((string path, string text) in files)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project.Id), path, text, filePath: $"/sample/{path}");
        }

        return solution.GetProject(project.Id)!;
    }

    /// <summary>The properties by which the package's targets have files checked.</summary>
    public static string FileProperties(string folder) =>
        $"is_global = true\nbuild_property.BatchGenCheckFiles = true\nbuild_property.ProjectDir = {folder}\n";

    /// <summary>A project of many files.</summary>
    public static Project Of(IEnumerable<string> sources, string options = "")
    {
        ProjectId id = ProjectId.CreateNewId();
        CSharpCompilationOptions compilation = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        Solution solution = new AdhocWorkspace().CurrentSolution
            .AddProject(ProjectInfo.Create(id, VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp, filePath: "/sample/Sample.csproj")
                .WithCompilationOptions(compilation)
                .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
                .WithMetadataReferences(TestReferences.Platform.Concat(TestReferences.Libraries)))
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", ImplicitUsings, filePath: "/sample/Usings.cs")
            .AddAnalyzerConfigDocument(
                DocumentId.CreateNewId(id), ".editorconfig", SourceText.From($"root = true\n[*.cs]\n{options}\n"), filePath: "/sample/.editorconfig");
        foreach ((int index, string source) in sources.Index())
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"Sample{index}.cs", source, filePath: $"/sample/{PathOf(source, index)}");
        }

        return solution.GetProject(id)!;
    }

    /// <summary>What the compiler (errors only) and all rules say; fails when a rule throws (AD0001 in a build); of advice only that of the rule which is asked for: see <see cref="QuietRules"/>.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnose(Project project, string? askingFor = null)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Compilation compilation = (await project.GetCompilationAsync(cancellationToken))!;
        ConcurrentQueue<Exception> thrown = new();
        ImmutableArray<Diagnostic> diagnostics = await Generate(compilation, RuleAssemblies.Generators)
            .WithAnalyzers(
                [.. RuleAssemblies.Analyzers()],
                new CompilationWithAnalyzersOptions(project.AnalyzerOptions, (exception, _, _) => thrown.Enqueue(exception), concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAllDiagnosticsAsync(cancellationToken);
        if (thrown.TryPeek(out Exception? first))
        {
            throw new InvalidOperationException($"A rule has thrown: {first}", first);
        }

        return [.. diagnostics
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
                || diagnostic.Id.StartsWith("BWS", StringComparison.Ordinal))
            .Where(diagnostic => !QuietRules.IsAdviceOfOther(diagnostic, askingFor))];
    }

    /// <summary>The compilation with what other generators than the one under test write.</summary>
    public static async Task<Compilation> CompileAsync(Project project) =>
        Generate((await project.GetCompilationAsync(TestContext.Current.CancellationToken))!, RuleAssemblies.SerializerGenerators);

    /// <summary>The project once every report of a rule has been fixed, one after the other.</summary>
    public static async Task<Project> FixAll(Project project, CodeFixProvider fix, string id)
    {
        for (int round = 0; round < 20; round++)
        {
            Diagnostic? diagnostic = (await Diagnose(project, id)).FirstOrDefault(diagnostic => diagnostic.Id == id);
            if (diagnostic is null)
            {
                return project;
            }

            CodeAction? offered = null;
            Document document = project.GetDocument(diagnostic.Location.SourceTree)!;
            await fix.RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostic, (action, _) => offered ??= action, TestContext.Current.CancellationToken));
            Assert.NotNull(offered);
            CodeActionOperation operation = Assert.Single(await offered.GetOperationsAsync(TestContext.Current.CancellationToken));
            project = ((ApplyChangesOperation)operation).ChangedSolution.GetProject(project.Id)!;
        }

        throw new InvalidOperationException($"{fix.GetType().Name} does not come to an end.");
    }

    private static Compilation Generate(Compilation compilation, IEnumerable<Type> generators)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            generators.Select(AsGenerator), parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.First().Options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _, TestContext.Current.CancellationToken);
        return generated;
    }

    // Where a comment in the first line says; else where consumers belong (BWS4408), so that a sample need not say it in its namespace.
    private static string PathOf(string source, int index)
    {
        string first = source.Split('\n')[0].Trim();
        return first.StartsWith("// ", StringComparison.Ordinal) && first.EndsWith(".cs", StringComparison.Ordinal) && !first[3..].Contains(' ')
            ? first[3..]
            : $"Batch/Sample{index}.cs";
    }

    private static ISourceGenerator AsGenerator(Type type) => Activator.CreateInstance(type) switch
    {
        IIncrementalGenerator incremental => incremental.AsSourceGenerator(),
        object generator => (ISourceGenerator)generator,
        null => throw new InvalidOperationException($"{type} cannot be created."),
    };
}
