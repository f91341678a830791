using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Tests.Generation;
using BatchGen.Analyzers.Tests.Rules.Book;
using BatchGen.Analyzers.Tests.Rules.Testing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Agreement;

/// <summary>
/// The generator writes a whole job exactly where no blocking rule is broken: a job without a diagnostic runs, and a job that does
/// not run has one. What does not compile is the compiler's to report.
/// </summary>
public sealed class AgreementTests
{
    private static readonly string[] Changed = ["FourStages", "SeveralLoads", "NestedJob", "StructPayload", "InheritedStages"];

    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    public static TheoryData<string> Pages => [.. RuleBook.All.Select(static rule => rule.Id)];

    public static TheoryData<string> Mutated => [.. Changed];

    [Theory]
    [MemberData(nameof(Snapshots))]
    public async Task Holds_for_every_snapshot(string name)
    {
        Judged judged = await Judged.OfAsync(Snapshot.Of(name).Compile());

        Assert.Empty(judged.Own);
        judged.AssertAgreement(name);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Holds_for_the_samples_of_every_page(string id)
    {
        foreach (string heading in new[] { "Bad", "Good" })
        {
            Project project = SampleProject.Of(new RulePage(id).Sample(heading));
            Judged judged = await Judged.OfAsync(await SampleProject.CompileAsync(project));

            Assert.Empty(judged.Own);
            judged.AssertAgreement($"{heading} of {id}");
        }
    }

    [Theory]
    [MemberData(nameof(Mutated))]
    public async Task Holds_for_a_job_that_lacks_any_one_thing(string name)
    {
        List<string> disagreements = [];
        HashSet<string> broken = [];
        foreach ((string what, string source) in JobMutations.Of(Snapshot.Of(name).Input))
        {
            Judged judged = await Judged.OfAsync(GeneratorRun.Compile(source));
            broken.UnionWith(judged.Jobs.SelectMany(static job => job.Blocking).Select(static diagnostic => diagnostic.Id));
            if (Record.Exception(() => judged.AssertAgreement($"{name} {what}")) is { } disagreement)
            {
                disagreements.Add(disagreement.Message);
            }
        }

        Assert.True(disagreements.Count == 0, string.Join("\n", disagreements));
        Assert.True(broken.Count > 5, $"The mutations break only {string.Join(", ", broken)}.");
    }
}
