using System.Collections.Immutable;
using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Rules.Hosts;
using BatchGen.Analyzers.Tests.Generation;
using BatchGen.Analyzers.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Tests.Agreement;

/// <summary>One job of a source, as the generator and as the analyzers judge it.</summary>
/// <param name="Name">The job's class.</param>
/// <param name="Plan">What the generator wrote for it: its file, or nothing.</param>
/// <param name="Blocking">The blocking diagnostics about it.</param>
internal sealed record JudgedJob(string Name, string Plan, ImmutableArray<Diagnostic> Blocking)
{
    /// <summary>Whether there is a plan, and no body that throws in place of it.</summary>
    public bool IsWhole => Plan.Contains(" : JobPlan", StringComparison.Ordinal) && !Plan.Contains("throw new ", StringComparison.Ordinal);

    /// <summary>Whether the generator has left the job to the compiler.</summary>
    public bool IsLeftToTheCompiler => Plan.Contains("does not compile", StringComparison.Ordinal);
}

/// <summary>A source, judged by the generator, by the analyzers and by the compiler with and without what is generated.</summary>
internal sealed class Judged
{
    private Judged(ImmutableArray<JudgedJob> jobs, ImmutableArray<string> own, ImmutableArray<string> added, ImmutableArray<string> unwritten)
    {
        Jobs = jobs;
        Own = own;
        Added = added;
        Unwritten = unwritten;
    }

    public ImmutableArray<JudgedJob> Jobs { get; }

    /// <summary>The compiler's errors about the source itself, which are there with and without what is generated.</summary>
    public ImmutableArray<string> Own { get; }

    /// <summary>
    /// The compiler's errors that are there only because of what is generated. Where a method is wrong by itself, its other part repeats
    /// the error.
    /// </summary>
    public ImmutableArray<string> Added { get; }

    /// <summary>The publish methods that have no body (CS8795), though their jobs have another part that could hold it.</summary>
    public ImmutableArray<string> Unwritten { get; }

    public static async Task<Judged> OfAsync(Compilation compilation)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        GeneratorDriver driver = GeneratorRun.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _, cancellationToken);
        SortedDictionary<string, string> files = GeneratorRun.Files(driver);
        ImmutableArray<Diagnostic> reported = await generated
            .WithAnalyzers([new DeclarationAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(cancellationToken);
        Assert.DoesNotContain(reported, static diagnostic => diagnostic.Id == "AD0001");

        ImmutableArray<JudgedJob>.Builder jobs = ImmutableArray.CreateBuilder<JudgedJob>();
        foreach ((INamedTypeSymbol type, _) in ParsedSources.In(compilation))
        {
            string name = type.ToDisplayString();
            string file = files.Values.SingleOrDefault(text => text.Contains($"from the attributes of {name};", StringComparison.Ordinal)) ?? "";
            jobs.Add(new(name, file, [.. reported.Where(diagnostic =>
                RuleBook.Find(diagnostic.Id).Blocks && diagnostic.Properties[DeclarationAnalyzer.JobProperty] == name)]));
        }

        ImmutableArray<Diagnostic> before = Errors(compilation);
        ImmutableArray<Diagnostic> after = Errors(generated);
        ImmutableArray<Diagnostic> own = [.. after.Where(error => !IsUnwritten(error) && before.Any(other => other.ToString() == error.ToString()))];
        return new(
            jobs.ToImmutable(),
            [.. own.Select(static error => error.ToString())],
            [.. after.Where(error => !IsUnwritten(error) && own.All(other => other.Id != error.Id)).Select(static error => error.ToString())],
            jobs.Count > 0 && jobs.All(static job => job.Plan.Length > 0)
                ? [.. after.Where(static error => IsUnwritten(error) && IsPublish(error)).Select(static error => error.ToString())]
                : []);
    }

    /// <summary>Asserts what must hold whatever is judged.</summary>
    /// <param name="what">What is judged, for the message.</param>
    public void AssertAgreement(string what)
    {
        Assert.True(Added.IsEmpty, $"{what}: what is generated causes {string.Join("\n", Added)}");
        Assert.True(Unwritten.IsEmpty, $"{what}: the generator leaves out {string.Join("\n", Unwritten)}");
        foreach (JudgedJob job in Jobs)
        {
            string found = string.Join(", ", job.Blocking.Select(static diagnostic => diagnostic.ToString()));
            if (job.IsLeftToTheCompiler)
            {
                Assert.True(job.Blocking.IsEmpty, $"{what}: {job.Name} is left to the compiler in spite of {found}");
                Assert.False(Own.IsEmpty, $"{what}: {job.Name} is left to the compiler, which finds nothing");
            }
            else
            {
                Assert.True(job.IsWhole == job.Blocking.IsEmpty, $"{what}: {job.Name} is {(job.IsWhole ? "written" : "not written")}, the rules say: {found}");
            }
        }
    }

    // Without the generator every publish method lacks its body.
    private static bool IsUnwritten(Diagnostic error) => error.Id == "CS8795";

    private static bool IsPublish(Diagnostic error) =>
        error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan) is MethodDeclarationSyntax method
        && method.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString() == "Publish")
        && method.Parent is ClassDeclarationSyntax { AttributeLists.Count: > 0 };

    private static ImmutableArray<Diagnostic> Errors(Compilation compilation) =>
        [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsWarningAsError)];
}
