using System.Text.Json;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Reading;

namespace BatchGen.Flows.Tests;

/// <summary>The flow of the sample's job, with the sample's executable behind it and everything it leaves in the flow's folder.</summary>
internal static class SampleFlow
{
    public const string Job = "swapi-people";
    public const string Topic = "people.ingest.v1";

    private static readonly string Assembly = Locate();
    private static readonly Lazy<JobModel> Model = new(static () => AssemblyReader.Read(Assembly).Jobs.Single());

    /// <summary>The id of the batch of <see cref="FlowFolder.Slot"/>.</summary>
    public static Guid Batch { get; } = BatchIds.ForSlot(Job, "local", DateTimeOffset.Parse(FlowFolder.Slot, System.Globalization.CultureInfo.InvariantCulture));

    public static FlowFolder Create(PeopleServer people, string bootstrapServers)
    {
        FlowFolder flow = new(Model.Value);
        flow.Environment["BATCH_HOST"] = JsonSerializer.Serialize<string[]>(["dotnet", Assembly]);
        flow.Environment["Batch__Kafka__BootstrapServers"] = bootstrapServers;
        flow.Environment["Batch__Fallback__Store"] = $"file:{flow["fallback"]}";
        flow.Environment["People__Database"] = flow["people.db"];
        flow.Environment["Swapi__BaseUrl"] = people.Address.AbsoluteUri;
        return flow;
    }

    /// <summary>The metadata of the entries in the fallback store.</summary>
    public static IReadOnlyList<JsonElement> FallbackEntries(FlowFolder flow) => Directory.Exists(flow["fallback"])
        ? [.. Directory.EnumerateFiles(flow["fallback"], "*.json", SearchOption.AllDirectories).Select(static file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement)]
        : [];

    /// <summary>The sample is built in the same configuration as these tests: tests/THIS/bin/CONFIGURATION/FRAMEWORK.</summary>
    private static string Locate()
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string root = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "samples", "SwapiPeople", "bin", framework.Parent.Name, framework.Name, "SwapiPeople.dll");
    }
}
