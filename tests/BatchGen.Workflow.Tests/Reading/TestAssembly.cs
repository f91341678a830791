using System.Collections.Immutable;
using BatchGen.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BatchGen.Workflow.Tests.Reading;

/// <summary>Assemblies that are compiled as a user's build does it, with the generator or without.</summary>
internal static class TestAssembly
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public const string Job = """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using BatchGen;

        namespace Zoo.Batch;

        /// <summary>
        /// Takes the animals of the <c>zoo</c>, see <see cref="Animal"/>.
        /// <para>Further on nobody reads.</para>
        /// </summary>
        [BatchJob("zoo-animals", Cron = "5 3 * * 1", Concurrency = 2, Critical = true, ExpectedMinutes = 7, Owner = "zoo \"crew\"",
            Idempotency = "Upsert by C:\\id.")]
        [Fallback("s3://zoo/fallback", Notify = ["slack:zoo", "webhook:zoo"], Compensate = "zoo-repair")]
        public sealed partial class ZooAnimals
        {
            [Extract(Attempts = 4, BackoffSeconds = 60, TimeoutSeconds = 600)]
            private async IAsyncEnumerable<string> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct) { await Task.Yield(); yield return "a"; }

            [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
            private Animal Name(string name) => new(name, 4);

            [Publish("zoo.animal.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60, LingerMs = 3, CompressionType = CompressionType.Snappy)]
            private partial Task PublishAsync(Animal animal, CancellationToken ct);

            /// <summary>Feeds it.</summary>
            [Load("zoo.animal.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30, BatchSize = 50, Ordering = RecordOrdering.Partition, Deduplicate = true)]
            private Task FeedAsync(IReadOnlyList<BatchRecord<Animal>> animals, CancellationToken ct) => Task.CompletedTask;
        }

        /// <summary>An animal.</summary>
        /// <param name="Name">Its name.</param>
        /// <param name="Legs">How many.</param>
        public sealed record Animal([property: RecordId] string Name, int? Legs);
        """;

    /// <summary>Compiles with the generator and writes the assembly.</summary>
    public static void WriteGenerated(string path, params string[] sources)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new JobGenerator());
        driver.RunGeneratorsAndUpdateCompilation(Compile(path, sources), out Compilation compilation, out _, TestContext.Current.CancellationToken);
        Write(path, compilation);
    }

    /// <summary>Compiles what is there and writes the assembly.</summary>
    public static void Write(string path, params string[] sources) => Write(path, Compile(path, sources));

    private static CSharpCompilation Compile(string path, string[] sources) => CSharpCompilation.Create(
        Path.GetFileNameWithoutExtension(path),
        sources.Select(source => CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static void Write(string path, Compilation compilation)
    {
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
    }
}
