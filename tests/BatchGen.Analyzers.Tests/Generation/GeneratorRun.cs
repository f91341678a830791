using System.Collections.Immutable;
using BatchGen.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Tests.Generation;

/// <summary>Runs the generator on source, with the references that a user's project has.</summary>
internal static class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References = [.. FrameworkAndPackages()];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    /// <summary>One file as syntax.</summary>
    public static CompilationUnitSyntax Parse(string source) => CSharpSyntaxTree.ParseText(source, ParseOptions).GetCompilationUnitRoot();

    /// <summary>A compilation of files, with nullable on and every warning an error.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Compile(OutputKind.DynamicallyLinkedLibrary, sources);

    public static CSharpCompilation Compile(OutputKind kind, params string[] sources) => CSharpCompilation.Create(
        "UserCode",
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"/user/File{index}.cs")),
        References,
        new CSharpCompilationOptions(
            kind, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999));

    /// <summary>The files that are generated for a compilation.</summary>
    public static SortedDictionary<string, string> Files(Compilation compilation) =>
        Files(Driver().RunGenerators(compilation, TestContext.Current.CancellationToken));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new JobGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files by name.</summary>
    public static SortedDictionary<string, string> Files(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return new(
            result.GeneratedSources.ToDictionary(static file => file.HintName, static file => file.SourceText.ToString()),
            StringComparer.Ordinal);
    }

    /// <summary>What the compiler says about a compilation together with what is generated for it.</summary>
    public static IReadOnlyList<string> Diagnostics(Compilation compilation)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> reported, cancellationToken);
        return [.. reported
            .Concat(output.GetDiagnostics(cancellationToken))
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !IsUndocumentedInput(diagnostic))
            .Select(static diagnostic => diagnostic.ToString())];
    }

    // The inputs are examples and need no doc comments; what is generated has them wherever a user's build asks for them.
    private static bool IsUndocumentedInput(Diagnostic diagnostic) =>
        diagnostic.Id == "CS1591" && diagnostic.Location.SourceTree?.FilePath.StartsWith("/user/", StringComparison.Ordinal) == true;

    private static IEnumerable<MetadataReference> FrameworkAndPackages()
    {
        string[] packages =
        [
            "BatchGen", "Confluent.Kafka", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Configuration.Abstractions",
        ];
        return Basic.Reference.Assemblies.Net100.References.All
            .Concat<MetadataReference>(packages.Select(static name =>
                MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, name + ".dll"))));
    }
}
