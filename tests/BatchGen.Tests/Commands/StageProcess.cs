using System.Text.Json;

namespace BatchGen.Tests.Commands;

/// <summary>Stages of one batch of the test application's job, each in a process of its own.</summary>
internal sealed class StageProcess : IDisposable
{
    public const string Batch = "01a0273f-fca0-7d91-82e8-c51e5af34dcb";
    private readonly TemporaryFolder _folder = new();

    public StageProcess(string? bootstrapServers = null)
    {
        Environment["Batch__Fallback__Store"] = $"file:{Fallback}";
        if (bootstrapServers is not null)
        {
            Environment["Batch__Kafka__BootstrapServers"] = bootstrapServers;
        }
    }

    public Dictionary<string, string> Environment { get; } = [];

    public string Folder => _folder["batch"];

    public string Fallback => _folder["fallback"];

    /// <summary>Sends the job's notifications to an address.</summary>
    public void TellSlackAt(Uri address) => Environment["Batch__Notify__slack__demo__Url"] = address.AbsoluteUri;

    public AppProcess Start(string stage, params string[] more) =>
        new(["stage", "demo", stage, "--batch-id", Batch, "--batch-dir", Folder, "--json", .. more], Environment);

    public async Task<AppResult> RunAsync(string stage, params string[] more)
    {
        using AppProcess app = Start(stage, more);
        return await app.EndAsync();
    }

    /// <summary>Runs stages that are to succeed.</summary>
    public async Task DoneAsync(params string[] stages)
    {
        foreach (string stage in stages)
        {
            AppResult result = await RunAsync(stage);
            Assert.True(result.Code == ExitCodes.Done, $"{stage}: {result.Code}\n{result.Error}");
        }
    }

    public Task<AppResult> FallBackAsync(string stage, params string[] more) =>
        RunAsync("fallback", ["--failed-stage", stage, "--reason", "the cluster is away", .. more]);

    public JsonElement Result(string stage) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{stage}.result.json"))).RootElement;

    /// <summary>The metadata of every entry in the fallback store, by its name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Entries() => Directory.Exists(Fallback)
        ? Directory.EnumerateFiles(Fallback, "*.json", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement)
        : new Dictionary<string, JsonElement>();

    /// <summary>The payloads in the fallback store.</summary>
    public IEnumerable<string> Payloads() =>
        Directory.EnumerateFiles(Fallback, "*.payload", SearchOption.AllDirectories).Select(File.ReadAllText).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();
}
