using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Tests.Parsing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Generation;

/// <summary>Code is wrong most of the time while it is typed: the generator must take it as it is.</summary>
public sealed class RobustnessTests
{
    private const int Seed = 20260822;
    private const int Edits = 40;

    public static TheoryData<string> All => [.. Snapshot.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Survives_source_that_ends_anywhere(string name)
    {
        string input = Snapshot.Of(name).Input;
        Random random = new(Seed);
        for (int edit = 0; edit < Edits; edit++)
        {
            int length = random.Next(input.Length);
            AssertSurvives(input[..length], $"{name} cut at {length}, seed {Seed}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Survives_tokens_that_are_missing_doubled_or_exchanged(string name)
    {
        string input = Snapshot.Of(name).Input;
        string[] words = input.Split([' ', '\n', '(', ')', ',', '.', ';'], StringSplitOptions.RemoveEmptyEntries);
        Random random = new(Seed);
        for (int edit = 0; edit < Edits; edit++)
        {
            int from = random.Next(input.Length);
            int length = Math.Min(random.Next(12), input.Length - from);
            string word = words[random.Next(words.Length)];
            string mutated = random.Next(3) switch
            {
                0 => input.Remove(from, length),
                1 => input.Insert(from, input.Substring(from, length)),
                _ => input.Remove(from, length).Insert(from, word),
            };
            AssertSurvives(mutated, $"{name}, edit {edit}, seed {Seed}");
        }
    }

    private static void ResolveAnchors(Compilation compilation)
    {
        foreach ((INamedTypeSymbol type, KnownTypes known) in ParsedSources.In(compilation))
        {
            (JobSpec spec, JobAnchors anchors) = JobParser.Parse(type, known, TestContext.Current.CancellationToken);
            for (int stage = -1; stage < spec.Stages.Count; stage++)
            {
                foreach (AnchorKind kind in Enum.GetValues<AnchorKind>())
                {
                    Assert.True(anchors.Resolve(new(kind, stage, "Attempts"), TestContext.Current.CancellationToken).IsInSource);
                }
            }
        }
    }

    private static void AssertSurvives(string source, string what)
    {
        Compilation compilation = GeneratorRun.Compile(source);
        GeneratorDriver driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        Exception? exception = driver.GetRunResult().Results.Single().Exception ?? Record.Exception(() => ResolveAnchors(compilation));
        Assert.True(exception is null, $"{what}: {exception}\n{source}");
    }
}
