using BatchGen.Cli.Commands.New.Templates;
using BatchGen.Workflow.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using JobGenerator = BatchGen.Analyzers.Generation.JobGenerator;

namespace BatchGen.Cli.Commands.New;

/// <summary>
/// The jobs of code that is just being written: the generator is run on it in this process, so that their documents can be written before
/// the first build. Nothing is emitted, and references are what this tool itself runs on.
/// </summary>
internal static class DraftJobs
{
    private const string ModelAttribute = "BatchGen.BatchJobModelAttribute";

    /// <summary>What <c>ImplicitUsings</c> and the package add to each file of a new project.</summary>
    private const string GlobalUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using BatchGen;
        global using Microsoft.Extensions.DependencyInjection;
        """;

    /// <param name="project">The project's name.</param>
    /// <param name="files">Its files; those that are no code are not looked at.</param>
    public static IReadOnlyList<JobModel> In(string project, IEnumerable<NewFile> files)
    {
        CSharpParseOptions options = new(LanguageVersion.Latest);
        IEnumerable<SyntaxTree> trees = files
            .Where(static file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(file.Content, options, file.Path));
        CSharpCompilation draft = CSharpCompilation.Create(
            project,
            [CSharpSyntaxTree.ParseText(GlobalUsings, options), .. trees],
            References(),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new JobGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(draft, out Compilation complete, out _);
        return
        [
            .. complete.Assembly.GetAttributes()
                .Where(static attribute => attribute.AttributeClass?.ToDisplayString() == ModelAttribute)
                .Select(static attribute => JobModelReader.Read((string)attribute.ConstructorArguments[2].Value!)),
        ];
    }

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(static path => MetadataReference.CreateFromFile(path));
}
