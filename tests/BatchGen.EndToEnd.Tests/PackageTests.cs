using System.IO.Compression;
using System.Text.Json;
using BatchGen.EndToEnd.Support;
using Xunit;

namespace BatchGen.EndToEnd;

/// <summary>What ships is what is tested: the sample built and run against the packed packages, from a folder feed.</summary>
[Collection(PackagesCollection.Name)]
public sealed class PackageTests(PackedPackages packages)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(8);

    [Fact]
    public void One_package_brings_runtime_analyzers_fixes_and_targets()
    {
        using ZipArchive archive = ZipFile.OpenRead(packages.MainPackage);
        List<string> files = [.. archive.Entries.Select(entry => entry.FullName)];

        string[] expected =
        [
            "README.md",
            "analyzers/dotnet/cs/BatchGen.Analyzers.dll",
            "analyzers/dotnet/cs/BatchGen.CodeFixes.dll",
            "buildTransitive/BatchGen.props",
            "buildTransitive/BatchGen.targets",
            "buildTransitive/presets/default.globalconfig",
            "buildTransitive/presets/migrate.globalconfig",
            "buildTransitive/presets/strict.globalconfig",
            "lib/net10.0/BatchGen.dll",
            "lib/net10.0/BatchGen.xml",
        ];
        Assert.Empty(expected.Except(files));
        Assert.Equal(3, files.Count(file => file.EndsWith(".dll", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_sample_runs_on_the_package_emits_the_committed_code_and_notices_when_that_is_edited()
    {
        string folder = CopySample();
        string emitted = Path.Combine(folder, "samples", "SwapiPeople", "Generated", "BatchGen", "StarWars.Batch.SwapiPeople.g.cs");
        CancellationToken limit = Limit.After(Soon);

        using Child run = Start(folder, "run", "--project", "samples/SwapiPeople", "--", "up", "--json");
        int code = await run.EndAsync(limit);

        Assert.True(code == 0, $"{run.Output}\n{run.Error}");
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        Assert.Equal("completed", summary.RootElement.GetProperty("jobs")[0].GetProperty("outcome").GetString());
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(Repository.Sample, "Generated", "BatchGen", "StarWars.Batch.SwapiPeople.g.cs"), limit),
            await File.ReadAllTextAsync(emitted, limit));

        await File.AppendAllTextAsync(emitted, "// edited by hand", limit);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(emitted)!, "StarWars.Batch.Gone.g.cs"), "// no job any more", limit);
        using Child verify = Start(folder, "build", "samples/SwapiPeople", "-p:BatchGenVerifyGenerated=true");
        int stale = await verify.EndAsync(limit);

        Assert.NotEqual(0, stale);
        Assert.Contains("StarWars.Batch.SwapiPeople.g.cs is not what the attributes say", verify.Output, StringComparison.Ordinal);
        Assert.Contains("StarWars.Batch.Gone.g.cs belongs to no job any more", verify.Output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_second_job_written_from_the_README_alone_runs_beside_the_first()
    {
        string folder = CopySample();
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken);
        string job = readme.Split("<!-- A test adds this job to the sample, builds it and runs it. -->")[1].Split("```csharp")[1].Split("```")[0];
        await File.WriteAllTextAsync(Path.Combine(folder, "samples", "SwapiPeople", "Batch", "PlanetIngest.cs"), job, TestContext.Current.CancellationToken);

        // By itself, because the build warns of the documents that the new job lacks, and `dotnet run` would print that before the result.
        using Child build = Start(folder, "build", "samples/SwapiPeople");
        Assert.True(await build.EndAsync(Limit.After(Soon)) == 0, build.Output);
        Assert.Contains("warning BWS4201: Topic 'planets.ingest.v1' of job 'planet-ingest' has no schema", build.Output, StringComparison.Ordinal);

        using Child run = Start(folder, "run", "--no-build", "--project", "samples/SwapiPeople", "--", "up", "--json");
        int code = await run.EndAsync(Limit.After(Soon));

        Assert.True(code == 0, $"{run.Output}\n{run.Error}");
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["planet-ingest", "swapi-people"],
            summary.RootElement.GetProperty("jobs").EnumerateArray().Select(ran => ran.GetProperty("job").GetString()));
        JsonElement planets = summary.RootElement.GetProperty("consumers").EnumerateArray()
            .Single(consumer => consumer.GetProperty("job").GetString() == "planet-ingest");
        Assert.Equal(2, planets.GetProperty("processed").GetInt64());
        Assert.Contains("Tatooine is arid", run.Error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private Child Start(string folder, string command, params string[] arguments) =>
        Child.Start(
            folder,
            new Dictionary<string, string> { ["Batch__Up__BackoffScale"] = "0.001" },
            [command, "-p:BatchGenFromPackage=true", $"-p:BatchGenPackageVersion={packages.Version}", .. arguments]);

    /// <summary>Copies the sample's sources, so that this build shares no intermediate files with the one by project references.</summary>
    private static string CopySample()
    {
        string folder = Repository.NewFolder("package");
        string samples = Path.Combine(Repository.Root, "samples");
        IEnumerable<string> sources = Directory.GetFiles(Repository.Sample, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Repository.Sample, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj" or "Generated"));
        foreach (string file in sources.Append(Path.Combine(samples, "Directory.Build.props")))
        {
            string copy = Path.Combine(folder, "samples", Path.GetRelativePath(samples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }
}
