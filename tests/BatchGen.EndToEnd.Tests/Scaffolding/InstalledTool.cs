using BatchGen.EndToEnd.Support;
using Xunit;

namespace BatchGen.EndToEnd.Scaffolding;

/// <summary>The tool, installed from its package into a folder of its own, outside the repository, as a user has it.</summary>
public sealed class InstalledTool(PackedPackages packages) : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(8);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batchgen-tool-");

    /// <summary>The executable.</summary>
    public string File => Path.Combine(_folder.FullName, OperatingSystem.IsWindows() ? "batchgen.exe" : "batchgen");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await DotNetAsync(
        _folder.FullName, "tool", "install", "BatchGen.Cli", "--tool-path", _folder.FullName, "--version", packages.Version, "--add-source", packages.Folder);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the tool to its end, which has to be a good one.</summary>
    /// <returns>What it wrote.</returns>
    internal async Task<string> RunAsync(string folder, params IReadOnlyList<string> arguments)
    {
        using Child tool = Child.StartFile(File, folder, new Dictionary<string, string>(), arguments);
        return await OutputOf(tool, 0);
    }

    /// <summary>Runs <c>dotnet</c> to its end.</summary>
    /// <returns>What it wrote.</returns>
    internal static async Task<string> DotNetAsync(string folder, params IReadOnlyList<string> arguments)
    {
        using Child child = Child.Start(folder, new Dictionary<string, string>(), arguments);
        return await OutputOf(child, 0);
    }

    /// <summary>Builds a project with the packed packages.</summary>
    /// <returns>What it wrote.</returns>
    internal async Task<string> BuildAsync(string folder, int code, params IReadOnlyList<string> arguments)
    {
        using Child build = Child.Start(
            folder,
            new Dictionary<string, string>(),
            ["build", "-nodeReuse:false", "-warnaserror", $"-p:RestoreAdditionalProjectSources={packages.Folder}", .. arguments]);
        return await OutputOf(build, code);
    }

    private static async Task<string> OutputOf(Child child, int code)
    {
        int ended = await child.EndAsync(Limit.After(Soon));
        Assert.True(ended == code, $"exit code {ended}, not {code}\n{child.Output}\n{child.Error}");
        return child.Output + child.Error;
    }
}
