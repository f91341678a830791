using BatchGen.Cli.Commands.Release;
using BatchGen.Cli.Prefect;
using BatchGen.Cli.Tests.Prefect;
using BatchGen.Tests;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Tests;

namespace BatchGen.Cli.Tests.Release;

/// <summary>A test of a point: a job of a project in a folder of its own, whose executable is the real sample.</summary>
public abstract class ReleaseTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<PrefectClient> _clients = [];

    internal ReleaseTest() => Subject = SubjectOf(SampleJobs.People);

    internal FakePrefect Prefect { get; } = new();

    internal string Folder => _folder.Path;

    internal ReleaseSubject Subject { get; }

    internal static string Sample => Path.Combine(AppContext.BaseDirectory, "SwapiPeople.dll");

    internal ReleaseSubject SubjectOf(JobModel job, string? assembly = null)
    {
        BatchProject project = SampleJobs.Project with { Directory = Folder, AssemblyPath = assembly ?? Sample, Jobs = [job] };
        return new ReleaseSubject(new BatchSolution(Folder, [project]), project, job, "prod");
    }

    internal PrefectClient Connect()
    {
        PrefectClient client = new(PrefectConnection.Read(Prefect.Api, _ => null), TimeProvider.System);
        _clients.Add(client);
        return client;
    }

    /// <summary>A file of the project.</summary>
    internal void Write(string path, string text)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    internal static async Task<PointFinding> CheckAsync(IReleasePoint point, PointOutcome outcome, string reason)
    {
        PointFinding finding = await point.CheckAsync(TestContext.Current.CancellationToken);
        Assert.True(finding.Outcome == outcome, $"{finding.Outcome}: {finding.Reason}\n{string.Join('\n', finding.Evidence)}");
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
        return finding;
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        Prefect.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
