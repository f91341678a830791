namespace BatchGen.Workflow.Tests;

/// <summary>Compares what is written with files that a person has looked at; <c>UPDATE_SNAPSHOTS=1</c> accepts what is written now.</summary>
internal static class Verified
{
    public static string Root { get; } = FindRoot();

    /// <param name="folder">The test's folder below the project.</param>
    /// <param name="name">The file: <c>swapi_people_flow.verified.py</c>.</param>
    /// <param name="text">What is written now.</param>
    public static void Check(string folder, string name, string text)
    {
        string path = Path.Combine(Root, "tests/BatchGen.Workflow.Tests", folder, name);
        string received = path.Replace(".verified.", ".received.", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            File.WriteAllText(received, text);
            Assert.Fail($"{received} differs from {Path.GetFileName(path)}");
        }

        File.Delete(received);
    }

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BatchGen.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
