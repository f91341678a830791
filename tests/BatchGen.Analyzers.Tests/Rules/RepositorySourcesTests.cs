using BatchGen.Analyzers.Tests.Rules.Book;
using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules;

/// <summary>
/// The rules over code that nobody wrote for them: all sources of this repository, a project at a time (what a template holds is a part of
/// the template's project). Many of their types are unknown here, which is one more thing to survive.
/// </summary>
public sealed class RepositorySourcesTests
{
    private static readonly string[] Folders = ["analyzers", "bench", "samples", "src", "tests"];

    public static TheoryData<string> Projects =>
    [
        .. Folders
            .SelectMany(folder => Directory.GetFiles(RepositoryFiles.At(folder), "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, Path.GetDirectoryName(file)!))
            .Where(static folder => !folder.Split(Path.DirectorySeparatorChar).Contains("content"))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Are_survived(string folder)
    {
        string[] sources = [.. Directory.GetFiles(RepositoryFiles.At(folder), "*.cs", SearchOption.AllDirectories).Where(IsSource).Select(file => File.ReadAllText(file))];
        Assert.NotEmpty(sources);
        await SampleProject.Diagnose(SampleProject.Of(sources));
    }

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj");
}
