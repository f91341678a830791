using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Tests.Checks;

/// <summary>A project's folder on the disk, with an assembly that is newer than its sources.</summary>
internal sealed class ProjectFolder : IDisposable
{
    private static readonly DateTime Built = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ProjectFolder(params IReadOnlyList<JobModel> jobs)
    {
        Write("People.csproj", "<Project/>");
        Write("bin/People.dll", "");
        File.SetLastWriteTimeUtc(Path("bin/People.dll"), Built.AddHours(1));
        Project = new BatchProject
        {
            Name = "People",
            Directory = Root,
            ProjectFile = Path("People.csproj"),
            AssemblyPath = Path("bin/People.dll"),
            AssemblyName = "People",
            Jobs = jobs,
        };
    }

    public BatchProject Project { get; }

    private string Root { get; } = Directory.CreateTempSubdirectory("batchgen-check-").FullName;

    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>Writes a file that is older than the assembly.</summary>
    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        File.WriteAllText(Path(relative), text);
        File.SetLastWriteTimeUtc(Path(relative), Built);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
