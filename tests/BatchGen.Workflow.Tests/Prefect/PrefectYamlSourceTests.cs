using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Prefect.Deployments;
using BatchGen.Workflow.Settings;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace BatchGen.Workflow.Tests.Prefect;

public sealed class PrefectYamlSourceTests
{
    private static readonly WorkflowSettings Full = new()
    {
        Repository = "https://git.example.com/data/batch-jobs.git",
        RepositoryTokenBlock = "batch-repository-token",
        Image = "registry.example.com/batch/people",
        Production = new WorkPoolSettings
        {
            Type = "kubernetes",
            Pool = "batch-k8s",
            Queue = "critical",
            ServiceAccount = "batch-runner",
            Environment = new Dictionary<string, string> { ["REGION"] = "eu\"west\\1" },
        },
        Environment = new Dictionary<string, string> { ["Batch__Kafka__BootstrapServers"] = "kafka:9092" },
        Tags = ["team:people", "1.0"],
    };

    private static readonly WorkflowSettings Docker = new() { Production = new WorkPoolSettings { Type = "docker", Pool = "batch-docker" } };

    public static TheoryData<string> Variants => ["defaults", "full", "docker"];

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_deployments_are_what_is_verified_and_nothing_is_wrong_with_them(string variant)
    {
        string text = Text(variant);

        Verified.Check("Prefect/Snapshots", $"prefect-{variant}.verified.yaml", text);
        Assert.Empty(PrefectYamlValidator.Validate(text));
    }

    [Fact]
    public void Consumers_are_not_deployed() =>
        Assert.Empty(new PrefectYamlSource().ArtifactsOf(SampleJobs.Project with { Jobs = [SampleJobs.Audit] }, new WorkflowSettings()));

    [Fact]
    public void A_tag_that_Prefect_would_take_for_a_template_is_refused()
    {
        WorkflowSettings settings = new() { Tags = ["{{ typo }}"] };

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Write(settings));
        Assert.Contains("'{{ typo }}' is no id of a step", exception.Message, StringComparison.Ordinal);
        Assert.Contains("workflow/batchgen.json", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Two_parsers_read_the_same_and_it_fits_a_strict_schema(string variant)
    {
        string text = Text(variant);
        JsonNode read = Json(text);

        Assert.Empty((await SchemaAsync()).Validate(read.ToJsonString()));

        Assert.SkipWhen(Python(["-c", "import yaml"], "") is null, "python3 with PyYAML is not installed");
        string other = Python(["-c", "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin.read()), sys.stdout)"], text)!;
        Assert.True(JsonNode.DeepEquals(read, JsonNode.Parse(other)), other);
    }

    [Fact]
    public async Task The_strict_schema_refuses_what_Prefect_passes_over()
    {
        JsonSchema schema = await SchemaAsync();
        string text = Text("defaults");

        Assert.NotEmpty(schema.Validate(Json(text.Replace("work_queue_name", "work_queue", StringComparison.Ordinal)).ToJsonString()));
        Assert.NotEmpty(schema.Validate(Json(text.Replace("\"3.6.5\"", "3.6", StringComparison.Ordinal)).ToJsonString()));
    }

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(
        Path.Combine(Verified.Root, "tests/BatchGen.Workflow.Tests/Prefect/prefect.yaml.schema.json"), TestContext.Current.CancellationToken);

    private static string Text(string variant) => Write(variant switch { "full" => Full, "docker" => Docker, _ => new WorkflowSettings() });

    private static string Write(WorkflowSettings settings)
    {
        BatchProject project = SampleJobs.Project with { Jobs = [SampleJobs.Awkward, .. SampleJobs.Project.Jobs] };
        Artifact artifact = Assert.Single(new PrefectYamlSource().ArtifactsOf(project, settings));
        Assert.Equal("workflow/prefect.yaml", artifact.Path);
        return artifact.Content;
    }

    private static JsonNode Json(string text)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(text));
        return Convert(stream.Documents.Single().RootNode)!;
    }

    /// <summary>As the core schema of YAML reads it: what is in quotes is text.</summary>
    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(static pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Convert(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain => plain.Value is "null" or "" ? null : JsonNode.Parse(plain.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new JsonException(),
    };

    /// <summary>What a Python program writes; null where there is none, or where it fails.</summary>
    private static string? Python(string[] arguments, string input)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("python3", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
