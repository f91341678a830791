using Basic.Reference.Assemblies;

namespace BatchGen.CompileTime.Compiling;

/// <summary>What the projects are compiled against: the platform, BatchGen and what it brings.</summary>
internal static class ReferenceFiles
{
    private static readonly string[] Packages =
    [
        "BatchGen", "Confluent.Kafka", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Configuration.Abstractions",
    ];

    public static IEnumerable<string> Libraries { get; } = [.. Packages.Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll"))];

    public static string Analyzers { get; } = Path.Combine(AppContext.BaseDirectory, "BatchGen.Analyzers.dll");

    /// <summary>Writes the platform's reference assemblies into a folder, for a compiler that runs in a process of its own.</summary>
    public static IReadOnlyList<string> WritePlatform(string folder)
    {
        List<string> files = [];
        foreach (Net100.ReferenceInfo reference in Net100.ReferenceInfos.All)
        {
            string file = Path.Combine(folder, reference.FileName);
            File.WriteAllBytes(file, reference.ImageBytes);
            files.Add(file);
        }

        return files;
    }
}
