using System.Globalization;
using System.Text.RegularExpressions;
using BatchGen.Analyzers.Tests.Rules.Book;
using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules;

/// <summary>Rules see code while it is being typed: whatever they are given, none of them may fail (AD0001).</summary>
public sealed partial class RobustnessTests(ITestOutputHelper output)
{
    // About 2,700 mutants in all; BATCHGEN_MUTANTS=40 makes ten times as many, BATCHGEN_SEED repeats a run.
    private static readonly int MutantsPerSource = Number("BATCHGEN_MUTANTS") ?? 4;

    private static readonly string[] Noise = ["(", ")", "{", "}", "[", "]", "<", "\"", ";", "async ", "null", "=>", "?.", "partial ", "$\""];

    /// <summary>The sources of this folder's tests: every raw string and page sample is one, markup taken out.</summary>
    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(RepositoryFiles.At("tests/BatchGen.Analyzers.Tests/Rules"), "*Tests.cs", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(RepositoryFiles.At("docs/rules"), "BWS*.md"))
            .Concat(Directory.GetFiles(RepositoryFiles.At("samples/Violations"), "BWS*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Survives_truncated_and_garbled_sources(string file)
    {
        int seed = Number("BATCHGEN_SEED") ?? Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        Random random = new(seed);
        string[] mutants = [.. Sources(file).SelectMany(source => Enumerable.Range(0, MutantsPerSource).Select(_ => Mutate(source, random)))];

        // Many files in one compilation: far faster than one each, and duplicate names are one more thing to survive.
        foreach (string[] chunk in mutants.Chunk(40))
        {
            IEnumerable<(string, string)> files = CompanionFiles.All.Select(file => (file.Path, random.Next(2) == 0 ? file.Text : Mutate(file.Text, random)));
            await SampleProject.Diagnose(SampleProject.WithFiles(SampleProject.Of(chunk), files));
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static IEnumerable<string> Sources(string file)
    {
        string text = RepositoryFiles.Read(file);
        MatchCollection strings = RawString().Matches(text);
        IEnumerable<string> found = file.EndsWith(".md", StringComparison.Ordinal)
            ? Fence().Matches(text).Select(match => match.Groups[1].Value)
            : strings.Select(match => match.Groups[1].Value);
        return found.Select(Wrap).Append(Wrap(text)).Where(source => source.Length > 0);
    }

    // A body alone is put into a worker, so that its operations are bound.
    private static string Wrap(string source)
    {
        string plain = Markup().Replace(source, "").Replace("|}", "", StringComparison.Ordinal);
        return plain.Contains("class ", StringComparison.Ordinal) || plain.Contains("record ", StringComparison.Ordinal)
            ? plain
            : Section44Consumers.ConsumerBodies.Class(plain) + Section44Consumers.ConsumerBodies.Parts;
    }

    private static string Mutate(string source, Random random)
    {
        int position = random.Next(source.Length);
        int length = random.Next(Math.Min(60, source.Length - position));
        return random.Next(3) switch
        {
            0 => source[..position],
            1 => source.Remove(position, length),
            _ => source.Insert(position, Noise[random.Next(Noise.Length)]),
        };
    }

    [GeneratedRegex("\"\"\"\\n(.*?)\"\"\"", RegexOptions.Singleline)]
    private static partial Regex RawString();

    [GeneratedRegex("```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\{\|[#\w]+:")]
    private static partial Regex Markup();
}
