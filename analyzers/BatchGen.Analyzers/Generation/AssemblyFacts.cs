using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Generation;

/// <summary>What the registration depends on, beside the jobs.</summary>
/// <param name="HasRuntime">Whether the runtime is referenced, so that there is something to register with.</param>
/// <param name="IsExecutable">Whether the assembly is a program, whose <c>Program.cs</c> may call <c>AddBatchJobs</c>.</param>
/// <param name="HasEmbeddedKafka">Whether <c>BatchGen.Testing</c> is referenced.</param>
/// <param name="SeesOtherRegistration">
/// Whether an <c>AddBatchJobs</c> of another assembly is visible, as in a test project that an application opens its internals to: a
/// second one without jobs would make the call ambiguous.
/// </param>
internal sealed record AssemblyFacts(bool HasRuntime, bool IsExecutable, bool HasEmbeddedKafka, bool SeesOtherRegistration)
{
    private const string Extensions = RuntimeNames.DependencyInjection + ".BatchJobsServiceCollectionExtensions";

    public static AssemblyFacts Of(Compilation compilation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        KnownTypes known = KnownTypes.Of(compilation);
        return new(
            known.BatchJob is not null && known.Find(RuntimeNames.DependencyInjection + ".BatchServiceCollectionExtensions") is not null,
            compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication,
            known.Find("BatchGen.Testing.EmbeddedKafka") is not null,
            known.Find(Extensions) is { } other && !SymbolEqualityComparer.Default.Equals(other.ContainingAssembly, compilation.Assembly));
    }
}
