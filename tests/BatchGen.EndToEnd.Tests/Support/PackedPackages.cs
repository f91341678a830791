using Xunit;

namespace BatchGen.EndToEnd.Support;

/// <summary>The packages, packed once for the tests that use them, in a version of their own, because restored packages are cached by version.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private static readonly string Feed = Path.Combine(Repository.Root, "artifacts", "packages");
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(8);
    private readonly string _suffix = $"test{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}";

    /// <summary>The file of the package <c>BatchGen</c>.</summary>
    public string MainPackage => FileOf("BatchGen");

    /// <summary>The file of the tool's package.</summary>
    public string ToolPackage => FileOf("BatchGen.Cli");

    /// <summary>The file of the template's package.</summary>
    public string TemplatePackage => FileOf("BatchGen.Templates");

    /// <summary>The folder of all packages.</summary>
    public string Folder => Feed;

    /// <summary>The version of all packages.</summary>
    public string Version => Path.GetFileNameWithoutExtension(MainPackage)["BatchGen.".Length..];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (string project in (string[])["src/BatchGen", "src/BatchGen.Testing", "src/BatchGen.Cli", "src/BatchGen.Templates"])
        {
            using Child pack = Child.Start(
                Repository.Root, new Dictionary<string, string>(), "pack", project, "-c", "Release", "-nodeReuse:false", $"-p:VersionSuffix={_suffix}");
            int code = await pack.EndAsync(Limit.After(Soon));
            Assert.True(code == 0, pack.Output);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (string file in Directory.GetFiles(Feed, $"*-{_suffix}.nupkg"))
        {
            File.Delete(file);
        }

        return ValueTask.CompletedTask;
    }

    private string FileOf(string package) => Directory.GetFiles(Feed, $"{package}.0.*-{_suffix}.nupkg").Single();
}
