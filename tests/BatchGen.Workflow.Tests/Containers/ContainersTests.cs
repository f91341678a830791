using System.Diagnostics;
using System.Text.Json.Nodes;
using BatchGen.Analyzers.Files.Yaml;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Containers;
using BatchGen.Workflow.Models;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace BatchGen.Workflow.Tests.Containers;

public sealed class ContainersTests : IDisposable
{
    private static readonly string[] Servers = ["Batch__Kafka__BootstrapServers", "PREFECT_API_URL", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    private readonly TemporaryProject _project = new();

    public void Dispose() => _project.Dispose();

    public static TheoryData<string> Jobs => ["all", "swapi-people", "people-audit", "planets-backfill"];

    [Theory]
    [MemberData(nameof(Jobs))]
    public async Task The_stack_is_what_compose_takes_and_all_names_in_it_lead_somewhere(string jobs)
    {
        JsonObject compose = Yaml(Write(jobs), "workflow/docker-compose.yml").AsObject();
        using StreamReader reader = new(typeof(ContainersTests).Assembly.GetManifestResourceStream("compose.schema.json")!);
        JsonSchema schema = await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(compose.ToJsonString()).Select(error => error.ToString()));

        JsonObject services = compose["services"]!.AsObject();
        foreach ((string name, JsonNode? service) in services)
        {
            foreach ((string needed, JsonNode? dependency) in service!["depends_on"]?.AsObject() ?? [])
            {
                Assert.True(services.ContainsKey(needed), $"{name} needs {needed}");
                Assert.Equal(services[needed]!["healthcheck"] is null ? "service_completed_successfully" : "service_healthy", (string?)dependency!["condition"]);
            }

            foreach (string volume in (service["volumes"]?.AsArray() ?? []).Select(volume => ((string)volume!).Split(':')[0]))
            {
                Assert.True(volume.StartsWith("./", StringComparison.Ordinal)
                    ? Path.Exists(_project.Project.FullPath($"workflow/{volume}"))
                    : compose["volumes"]!.AsObject().ContainsKey(volume), $"{name} mounts {volume}");
            }

            foreach (string server in Servers
                .Select(key => (string?)service["environment"]?[key]).OfType<string>())
            {
                Assert.True(services.ContainsKey(server.Split("://")[^1].Split(':')[0]), $"{name} asks {server}");
            }
        }
    }

    [Fact]
    public void Each_topic_is_made_and_each_consumer_is_a_service()
    {
        JsonObject services = Yaml(Write("all"), "workflow/docker-compose.yml")["services"]!.AsObject();
        string topics = (string)services["topics"]!["command"]![2]!;
        foreach (string topic in new[] { "people.ingest.v1", "people.ingest.v1.dlq", "planets.ingest.v2" })
        {
            Assert.Contains($"--topic {topic}\n", topics, StringComparison.Ordinal);
        }

        Assert.Equal(["consume-people-audit", "consume-swapi-people"], services.Select(service => service.Key).Where(name => name.StartsWith("consume-", StringComparison.Ordinal)).Order());
        Assert.Contains(" --name planets-backfill-local --name swapi-people-local\n", (string)services["deploy"]!["command"]![2]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Consumers_alone_need_no_Prefect() =>
        Assert.Equal(["consume-people-audit", "grafana", "kafka", "prometheus", "topics"], Yaml(Write("people-audit"), "workflow/docker-compose.yml")["services"]!.AsObject().Select(service => service.Key).Order());

    [Fact]
    public void The_image_is_built_from_the_solution_above_the_project()
    {
        string folder = Directory.CreateTempSubdirectory("batchgen-context-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "Jobs.sln"), "");
            string project = Path.Combine(folder, "src", "People");
            ArtifactRun run = new([new DockerfileSource(), new ComposeSource()]);
            run.Write(_project.Project with { Directory = project, ProjectFile = Path.Combine(project, "People.csproj") }, new(), overwriteEdited: false, CancellationToken.None);
            string dockerfile = File.ReadAllText(Path.Combine(project, "workflow", "Dockerfile"));
            Assert.StartsWith("# syntax=docker/dockerfile:1\n", dockerfile, StringComparison.Ordinal);
            Assert.Contains("dotnet publish \"src/People/People.csproj\"", dockerfile, StringComparison.Ordinal);
            Assert.Contains("COPY \"src/People/workflow\" /opt/batch/workflow", dockerfile, StringComparison.Ordinal);
            Assert.Contains("\nUSER 10001:10001\n", dockerfile, StringComparison.Ordinal);
            string compose = File.ReadAllText(Path.Combine(project, "workflow", "docker-compose.yml"));
            Assert.Contains("context: \"../../..\"\n      dockerfile: \"src/People/workflow/Dockerfile\"", compose, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("workflow/prometheus.yml")]
    [InlineData("workflow/prometheus-alerts.yml")]
    [InlineData("workflow/grafana/provisioning/datasources/prometheus.yml")]
    public void What_is_mounted_is_read_by_both_parsers(string path) => Assert.NotNull(Yaml(Write("all"), path));

    [Theory]
    [InlineData("config", "prometheus.yml")]
    [InlineData("rules", "prometheus-alerts.yml")]
    public async Task Prometheus_takes_its_configuration(string kind, string file)
    {
        Process? promtool = null;
        try
        {
            promtool = Process.Start(new ProcessStartInfo("promtool", ["check", kind, _project.Project.FullPath($"workflow/{Write("all")}{file}")]) { RedirectStandardError = true, RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("promtool is not installed");
        }

        using (promtool)
        {
            string output = await promtool!.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);
            // Before version 3 Prometheus has no receiver for OTLP.
            Assert.SkipWhen(output.Contains("otlp not found", StringComparison.Ordinal), "promtool is older than Prometheus 3");
            Assert.True(promtool.ExitCode == 0, output);
        }
    }

    private string Write(string jobs)
    {
        BatchProject project = _project.Project with { Jobs = [.. SampleJobs.Project.Jobs.Where(job => jobs == "all" || job.Name == jobs)] };
        new ArtifactRun([new DockerfileSource(), new ComposeSource()]).Write(project, new(), overwriteEdited: false, CancellationToken.None);
        return "";
    }

    private JsonNode Yaml(string written, string path)
    {
        string text = written + _project[path];
        YamlText own = YamlReader.Read(text);
        Assert.Null(own.Error);
        YamlStream stream = [];
        stream.Load(new StringReader(text));
        return Node(Assert.Single(stream.Documents).RootNode)!;
    }

    // A scalar without quotes is what YAML takes it for.
    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(bool.Parse(flag.Value!)),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } scalar when int.TryParse(scalar.Value, out int number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };
}
