using BatchGen.Analyzers.Generation;
using BatchGen.CompileTime.Sources;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BatchGen.CompileTime.Compiling;

/// <summary>Runs the generator again after an edit, as an editor does at each keystroke.</summary>
internal sealed class EditRun
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);
    private readonly CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public EditRun(SourceProject project)
    {
        IEnumerable<MetadataReference> references =
            Net100.References.All.Concat<MetadataReference>(ReferenceFiles.Libraries.Select(file => MetadataReference.CreateFromFile(file)));
        _compilation = CSharpCompilation.Create(
            "Edited",
            project.Files.Append("internal sealed class Unrelated;").Select((source, index) => CSharpSyntaxTree.ParseText(source, Options, $"File{index}.cs")),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create([new JobGenerator().AsSourceGenerator()], parseOptions: Options).RunGenerators(_compilation);
    }

    /// <summary>Milliseconds of the generator after an edit of a class that has nothing to do with any job.</summary>
    public double Outside(int round) => After(_compilation.SyntaxTrees[^1], $"internal sealed class Unrelated {{ public int Number => {round}; }}");

    /// <summary>Milliseconds of the generator after a change of policy in one job.</summary>
    public double Inside(int round) =>
        After(_compilation.SyntaxTrees[0], _compilation.SyntaxTrees[0].ToString().Replace("Attempts = 3", $"Attempts = {round + 4}", StringComparison.Ordinal));

    private double After(SyntaxTree tree, string source)
    {
        CSharpCompilation edited = _compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source, Options, tree.FilePath));

        // An editor has bound the declarations for its own use by then.
        edited.GetDeclarationDiagnostics();
        GeneratorDriver driver = _driver.RunGenerators(edited);
        _driver = driver;
        return driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime.TotalMilliseconds;
    }
}
