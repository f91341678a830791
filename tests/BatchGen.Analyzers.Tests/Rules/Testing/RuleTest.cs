using System.Collections.Immutable;
using BatchGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Testing;

/// <summary>Runs all rules, with the generator beside them as in a user's build, and optionally the fixes of one rule.</summary>
internal sealed class RuleTest : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
{
    private readonly string? _fixedId;

    public RuleTest(string? fixedId = null)
    {
        _fixedId = fixedId;
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(TestReferences.Platform);
        TestState.AdditionalReferences.AddRange(TestReferences.Libraries);

        // Two descriptors may share an id: of a job's report, which blocks, and of the same on raw code, which can be configured.
        MarkupOptions = MarkupOptions.UseFirstDescriptor;
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
    }

    /// <summary>The folder of the sources: where consumers belong (BWS4408), so that a source need not say it in its namespace.</summary>
    public string Folder { get; init; } = "/0/Batch";

    /// <summary>Where a source is.</summary>
    public string PathOf(int index) => $"{Folder}/Test{index}.cs";

    /// <summary>Adds the files of a test: the first is the one it is about.</summary>
    public RuleTest WithSources(params IEnumerable<string> sources)
    {
        foreach ((int index, string source) in sources.Index())
        {
            // The check that a pragma works takes the first descriptor for the report's; those of two are tested by themselves.
            if (RuleBook.All.Any(rule => rule is { Blocks: true } and IKafkaRule && source.Contains(rule.Id, StringComparison.Ordinal)))
            {
                TestBehaviors |= TestBehaviors.SkipSuppressionCheck;
            }

            TestState.Sources.Add((PathOf(index), source));
        }

        return AskingFor();
    }

    /// <summary>Leaves those quiet rules out that neither the sources, nor the fix, nor these ids name: see <see cref="QuietRules"/>.</summary>
    public RuleTest AskingFor(params string[] ids)
    {
        DisabledDiagnostics.Clear();
        DisabledDiagnostics.AddRange(QuietRules.NotAskedFor(id =>
            id == _fixedId
            || ids.Contains(id)
            || TestState.Sources.Any(source => source.content.ToString().Contains($"{{|{id}:", StringComparison.Ordinal))));
        if (!DisabledDiagnostics.Contains("BWS7101"))
        {
            TestBehaviors |= TestBehaviors.SkipSuppressionCheck;
        }

        return this;
    }

    /// <summary>Sets options as an <c>.editorconfig</c> does.</summary>
    public RuleTest WithOptions(params IEnumerable<string> lines)
    {
        TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\n{string.Join("\n", lines)}\n"));
        return this;
    }

    /// <summary>Adds files beside the code, paths as in a project folder, and has them checked as the package's targets do.</summary>
    public RuleTest WithFiles(params IEnumerable<(string Path, string Text)> files)
    {
        foreach ((string path, string text) in files)
        {
            TestState.AdditionalFiles.Add(($"/0/{path}", text));
        }

        TestState.AnalyzerConfigFiles.Add(("/.globalconfig", SampleProject.FileProperties("/0/")));
        return this;
    }

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => RuleAssemblies.Analyzers();

    protected override IEnumerable<Type> GetSourceGenerators() => RuleAssemblies.Generators;

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() =>
        RuleAssemblies.Fixes().Where(fix => _fixedId is not null && fix.FixableDiagnosticIds.Contains(_fixedId));

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);

    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: ImmutableDictionary<string, ReportDiagnostic>.Empty
                .Add("CS1591", ReportDiagnostic.Suppress)
                .Add("CS1701", ReportDiagnostic.Suppress));
}
