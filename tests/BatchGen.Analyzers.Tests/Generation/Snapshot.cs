using BatchGen.Analyzers.Tests.Rules.Book;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BatchGen.Analyzers.Tests.Generation;

/// <summary>
/// A folder with an <c>Input.cs</c> and the files that the generator is expected to write for it. File names are those of Verify, so
/// that moving to it is one package. <c>UPDATE_SNAPSHOTS=1</c> accepts what is written now.
/// </summary>
internal sealed class Snapshot(string folder)
{
    private const string Verified = ".verified.cs";
    private const string Received = ".received.cs";

    public static string Root { get; } = RepositoryFiles.At("tests/BatchGen.Analyzers.Tests/Generation/Snapshots");

    public static IEnumerable<string> Names =>
        Directory.GetDirectories(Root).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static Snapshot Of(string name) => new(Path.Combine(Root, name));

    public string Input { get; } = File.ReadAllText(Path.Combine(folder, "Input.cs"));

    /// <summary>The input as a compilation: a program where it has top-level statements, else a library.</summary>
    public CSharpCompilation Compile() => GeneratorRun.Compile(
        GeneratorRun.Parse(Input).Members.Any(SyntaxKind.GlobalStatement)
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary,
        Input);

    public SortedDictionary<string, string> Generate() => GeneratorRun.Files(Compile());

    /// <summary>Compares, and leaves what differs beside what was expected, for a person to look at.</summary>
    public void Verify(SortedDictionary<string, string> files)
    {
        bool accept = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";
        List<string> differences = [];
        foreach (string stale in Directory.GetFiles(folder, "*" + Received))
        {
            File.Delete(stale);
        }

        foreach ((string name, string text) in files)
        {
            string verified = PathOf(name, Verified);
            if (accept)
            {
                File.WriteAllText(verified, text);
            }
            else if (!File.Exists(verified) || File.ReadAllText(verified) != text)
            {
                File.WriteAllText(PathOf(name, Received), text);
                differences.Add(PathOf(name, Received));
            }
        }

        HashSet<string> expected = [.. files.Keys.Select(name => PathOf(name, Verified))];
        foreach (string superfluous in Directory.GetFiles(folder, "*" + Verified).Where(path => !expected.Contains(path)))
        {
            if (accept)
            {
                File.Delete(superfluous);
            }
            else
            {
                differences.Add(superfluous + " (no longer written)");
            }
        }

        Assert.True(differences.Count == 0, $"Not as verified; UPDATE_SNAPSHOTS=1 accepts it:\n{string.Join("\n", differences)}");
    }

    private string PathOf(string hintName, string ending) => Path.Combine(folder, hintName.Replace(".g.cs", "", StringComparison.Ordinal) + ending);
}
