using System.Xml;
using System.Xml.Linq;
using BatchGen.Hosting;

namespace BatchGen.Cli.Commands.New;

/// <summary>The project that a new job is added to.</summary>
/// <param name="File">Its file, absolute.</param>
/// <param name="RootNamespace">Its root namespace.</param>
/// <param name="HasPackage">Whether it says anywhere that it uses BatchGen.</param>
/// <param name="TestFolder">The folder of its tests, absolute: a project in <c>tests</c> or in a folder beside it, <c>NAME.Tests</c>. Null: there is none.</param>
internal sealed record ExistingProject(string File, string RootNamespace, bool HasPackage, string? TestFolder)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary>The project of a folder; null where there is none.</summary>
    /// <exception cref="UsageException">There are several.</exception>
    /// <exception cref="InvalidDataException">Its file cannot be read.</exception>
    public static ExistingProject? Find(string folder)
    {
        string[] files = ProjectsIn(folder);
        if (files.Length > 1)
        {
            throw new UsageException($"{folder} has {files.Length} projects ({string.Join(", ", files.Select(Path.GetFileName))}): name a folder with one, or with none, by --output.");
        }

        return files is [string file] ? Read(file) : null;
    }

    /// <summary>What <c>Program.cs</c> still has to say, as lines for a person; none where it says it.</summary>
    /// <param name="stem">The beginning of the names of the job's types.</param>
    public IEnumerable<string> MissingInProgram(string stem)
    {
        string program = Path.Combine(Path.GetDirectoryName(File)!, "Program.cs");
        string text = System.IO.File.Exists(program) ? System.IO.File.ReadAllText(program) : "";
        if (!text.Contains("AddBatchJobs(", StringComparison.Ordinal))
        {
            yield return $"Program.cs does not register the jobs: return await BatchApp.RunAsync(args, services => services.AddBatchJobs().Add{stem}());";
        }
        else if (!text.Contains($"Add{stem}(", StringComparison.Ordinal))
        {
            yield return $"Program.cs does not register what the job takes: write .Add{stem}() behind .AddBatchJobs().";
        }
    }

    private static ExistingProject Read(string file)
    {
        try
        {
            XElement project = XDocument.Load(file).Root!;
            string? name = project.Descendants("RootNamespace").LastOrDefault()?.Value.Trim();
            return new ExistingProject(
                file,
                string.IsNullOrEmpty(name) || name.Contains('$', StringComparison.Ordinal) ? JobNames.NamespaceOf(Path.GetFileNameWithoutExtension(file)) : name,
                project.ToString().Contains("BatchGen", StringComparison.Ordinal),
                TestFolderOf(file));
        }
        catch (XmlException exception)
        {
            throw new InvalidDataException($"{file} is no project that can be read: {exception.Message}", exception);
        }
    }

    private static string? TestFolderOf(string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        string beside = $"{Path.GetFileNameWithoutExtension(file)}.Tests";
        string[] candidates = [Path.Combine(folder, "tests"), Path.Combine(folder, "..", beside), Path.Combine(folder, "..", "..", "tests", beside)];
        return candidates.Where(static candidate => ProjectsIn(candidate).Length == 1).Select(Path.GetFullPath).FirstOrDefault();
    }

    private static string[] ProjectsIn(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.csproj") : [];
}
