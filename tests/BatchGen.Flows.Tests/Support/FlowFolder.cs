using System.Diagnostics;
using System.Text.Json;
using BatchGen.Tests;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Prefect.Flows;
using BatchGen.Workflow.Settings;

namespace BatchGen.Flows.Tests;

/// <summary>A folder with the flow of one job, written as <c>batchgen generate</c> writes it, and what its runs need.</summary>
internal sealed class FlowFolder : IDisposable
{
    /// <summary>The slot of the runs.</summary>
    public const string Slot = "2026-08-22T02:15:00Z";

    private readonly TemporaryFolder _folder = new();
    private readonly string _file;
    private readonly JobModel _job;

    public FlowFolder(JobModel job)
    {
        Assert.SkipWhen(Python.Missing is not null, Python.Missing ?? "");
        _job = job;
        BatchProject project = new()
        {
            Name = "Flows",
            Directory = _folder.Path,
            AssemblyPath = _folder["Flows.dll"],
            AssemblyName = "Flows",
            Jobs = [job],
        };
        foreach (Artifact artifact in new FlowSource().ArtifactsOf(project, new WorkflowSettings()))
        {
            string path = _folder[artifact.Path];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, artifact.Content);
        }

        _file = _folder[FlowSource.PathOf(project, job)];
        Flows = Path.GetDirectoryName(_file)!;
        Environment["BATCH_WORK_ROOT"] = _folder["work"];
        Environment["STANDIN_SCHEDULED_START"] = Slot;
    }

    /// <summary>The folder with the flow and its module.</summary>
    public string Flows { get; }

    /// <summary>What a run has in its environment, beside that of this process.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string this[string name] => _folder[name];

    /// <summary>The folder of a batch, where its stages leave their results.</summary>
    public string BatchFolder(Guid batch, string environment = "local") => Path.Combine(_folder["work"], _job.Name, environment, batch.ToString());

    /// <summary>Changes a file, for instance to have a deadline of a second where no job can have one.</summary>
    public void Edit(string name, string text, string replacement)
    {
        string path = Path.Combine(Flows, name);
        string content = File.ReadAllText(path);
        Assert.Contains(text, content, StringComparison.Ordinal);
        File.WriteAllText(path, content.Replace(text, replacement, StringComparison.Ordinal));
    }

    /// <summary>Changes the flow itself.</summary>
    public void EditFlow(string text, string replacement) => Edit(Path.GetFileName(_file), text, replacement);

    /// <summary>Starts a run.</summary>
    /// <param name="parameters">The flow's parameters; those that are missing have its defaults.</param>
    public ChildProcess Start(IReadOnlyDictionary<string, string>? parameters = null)
    {
        string json = JsonSerializer.Serialize(parameters ?? new Dictionary<string, string>());
        ProcessStartInfo start = Python.Start(Python.Asset("Standin", "run_flow.py"), _file, _job.FunctionName, json);
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(start);
    }

    /// <summary>Runs the flow to its end.</summary>
    /// <param name="parameters">The flow's parameters; those that are missing have its defaults.</param>
    public async Task<FlowTrace> RunAsync(IReadOnlyDictionary<string, string>? parameters = null)
    {
        using ChildProcess run = Start(parameters);
        return FlowTrace.Read(await run.EndAsync());
    }

    public void Dispose() => _folder.Dispose();
}
