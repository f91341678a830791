using System.Collections.Immutable;
using BatchGen.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Reason = Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace BatchGen.Analyzers.Tests.Generation;

/// <summary>What an edit runs again: for every named step, the reasons of its outputs in the second run.</summary>
public sealed class CachingTests
{
    private const string Unrelated = "internal sealed class Unrelated;";
    private const string UnrelatedEdited = "internal sealed class Unrelated { public int Number => 1; }";
    private static readonly string Job = Snapshot.Of("FourStages").Input;
    private static readonly string OtherJob = Snapshot.Of("LoadOnly").Input;
    private static readonly Dictionary<string, string> Nothing = TrackingNames.All.ToDictionary(static name => name, static _ => "kept");

    [Fact]
    public void An_unrelated_edit_runs_nothing_again() =>
        Assert.Equal(Nothing, Rerun([Job, Unrelated], [Job, UnrelatedEdited]));

    [Fact]
    public void An_edit_above_a_job_runs_nothing_again() =>
        Assert.Equal(Nothing, Rerun([Job], [Job.Replace("namespace StarWars.Batch;", "// Moves\n// every line.\nnamespace StarWars.Batch;", StringComparison.Ordinal)]));

    [Fact]
    public void An_edit_of_a_body_runs_nothing_again() =>
        Assert.Equal(Nothing, Rerun([Job], [Job.Replace("\"unknown\"", "\"n/a\"", StringComparison.Ordinal)]));

    [Fact]
    public void A_change_of_policy_writes_that_job_and_not_the_registration()
    {
        Dictionary<string, string> reasons = Rerun([Job, OtherJob], [Job.Replace("Attempts = 3", "Attempts = 4", StringComparison.Ordinal), OtherJob]);

        Assert.Equal(
            new Dictionary<string, string>(Nothing)
            {
                [TrackingNames.Sources] = "kept Modified",
                [TrackingNames.Jobs] = "kept Modified",
                [TrackingNames.Models] = "kept Modified",
            },
            reasons);
    }

    [Fact]
    public void A_second_job_leaves_the_first_alone()
    {
        Dictionary<string, string> reasons = Rerun([Job, Unrelated], [Job, OtherJob]);

        Assert.Equal(
            new Dictionary<string, string>(Nothing)
            {
                [TrackingNames.Sources] = "kept New",
                [TrackingNames.Jobs] = "kept New",
                [TrackingNames.Models] = "kept New",
                [TrackingNames.JobRegistrations] = "kept New",
                [TrackingNames.Registration] = "Modified",
            },
            reasons);
    }

    [Fact]
    public void A_serializer_context_writes_the_jobs_that_it_covers()
    {
        const string context = """
            namespace Audit.Batch;
            [System.Text.Json.Serialization.JsonSerializable(typeof(Entry))]
            internal partial class AuditJson : System.Text.Json.Serialization.JsonSerializerContext;
            """;
        Dictionary<string, string> reasons = Rerun([Job, OtherJob, Unrelated], [Job, OtherJob, context]);

        Assert.Equal(
            new Dictionary<string, string>(Nothing)
            {
                [TrackingNames.SerializerContexts] = "Modified",
                [TrackingNames.Models] = "kept Modified",
            },
            reasons);
    }

    [Fact]
    public void A_doc_comment_of_a_payload_writes_the_model_alone()
    {
        const string payload = "public sealed record Person(";
        Dictionary<string, string> reasons = Rerun([Job], [Job.Replace(payload, "/// <summary>Somebody.</summary>\n" + payload, StringComparison.Ordinal)]);

        Assert.Equal(new Dictionary<string, string>(Nothing) { [TrackingNames.Sources] = "Modified" }, reasons);
    }

    [Fact]
    public void No_step_holds_on_to_the_compiler()
    {
        GeneratorDriver driver = GeneratorRun.Driver().RunGenerators(GeneratorRun.Compile(Job, OtherJob), TestContext.Current.CancellationToken);

        foreach (string name in TrackingNames.All)
        {
            IEnumerable<object> outputs = Steps(driver, name).SelectMany(static step => step.Outputs).Select(static output => output.Value);
            Assert.All(outputs, value => Assert.Null(Purity.FindCompilerType(value)));
        }
    }

    /// <summary>Edits a compilation and gives, for each step, the distinct reasons: cached and unchanged outputs are "kept".</summary>
    private static Dictionary<string, string> Rerun(string[] before, string[] after)
    {
        CSharpCompilation compilation = GeneratorRun.Compile(before);
        GeneratorDriver driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        for (int index = 0; index < before.Length; index++)
        {
            if (before[index] != after[index])
            {
                SyntaxTree old = compilation.SyntaxTrees[index];
                compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(after[index], GeneratorRun.ParseOptions, old.FilePath));
            }
        }

        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        return TrackingNames.All.ToDictionary(static name => name, name => string.Join(" ", Steps(driver, name)
            .SelectMany(static step => step.Outputs)
            .Select(static output => output.Reason is Reason.Cached or Reason.Unchanged ? "kept" : output.Reason.ToString())
            .Distinct()
            .OrderByDescending(static reason => reason == "kept")));
    }

    private static ImmutableArray<IncrementalGeneratorRunStep> Steps(GeneratorDriver driver, string name)
    {
        Assert.True(driver.GetRunResult().Results.Single().TrackedSteps.TryGetValue(name, out var steps), $"No step is called {name}.");
        return steps;
    }
}
