using System.Globalization;
using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Files.Yaml;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section22Deployments;

/// <summary>One deployment of a <c>prefect.yaml</c>.</summary>
internal sealed class DeploymentEntry(ProjectFile file, YamlValue value)
{
    // The environments that a deployment's name may end with.
    private static readonly string[] Environments =
        ["local", "dev", "development", "test", "qa", "integration", "staging", "stage", "preprod", "prod", "production", "live"];

    private static readonly string[] Production = ["prod", "production", "live"];

    public ProjectFile File { get; } = file;

    public YamlValue Value { get; } = value;

    public string Name => Value["name"] is { Kind: YamlKind.Scalar } name ? name.Text : "";

    /// <summary>Where a report on the whole entry stands: its name.</summary>
    public Location Place => File.At((Value["name"] ?? Value).Span);

    /// <summary>The work pool's name; null where it is not stated or only known when it is deployed.</summary>
    public YamlValue? Pool => Value["work_pool"]?["name"] is { Kind: YamlKind.Scalar } pool && !IsTemplate(pool) ? pool : null;

    /// <summary>Whether it is the production one: by its tag, its parameter or its name.</summary>
    public bool IsProduction =>
        (Value["tags"]?.Items ?? []).Any(static tag => Production.Any(word => tag.Text == word || tag.Text == "env:" + word))
        || (Value["parameters"]?["env"] ?? Value["parameters"]?["environment"]) is { Kind: YamlKind.Scalar } environment && Production.Contains(environment.Text)
        || Production.Any(word => Name == word || Name.EndsWith("-" + word, StringComparison.Ordinal) || Name.EndsWith("_" + word, StringComparison.Ordinal));

    /// <summary>All entries of the files that could be read.</summary>
    public static IEnumerable<DeploymentEntry> All(JobFiles job) => All(job.Files);

    /// <summary>All entries of the files that could be read.</summary>
    public static IEnumerable<DeploymentEntry> All(ProjectFiles files) => files.Deployments.SelectMany(static file =>
        (file.Yaml.Root?["deployments"]?.Items ?? [])
            .Where(static entry => entry.Kind == YamlKind.Map)
            .Select(entry => new DeploymentEntry(file, entry)));

    /// <summary>Whether it deploys a job: by its tag <c>job:NAME</c>, by the flow's function, or by its name.</summary>
    public bool IsOf(JobSpec job)
    {
        string name = job.Name ?? "";
        IEnumerable<string> tagged = (Value["tags"]?.Items ?? []).Select(static tag => tag.Text)
            .Where(static tag => tag.StartsWith("job:", StringComparison.Ordinal));
        if (tagged.Any())
        {
            return tagged.Contains("job:" + name);
        }

        return FunctionOf(Value["entrypoint"]) == FunctionOf(job)
            || Name == name
            || Environments.Any(environment => Name == $"{name}-{environment}" || Name == $"{name}_{environment}");
    }

    /// <summary>The function of <c>path/file.py:function</c>, or null.</summary>
    public static string? FunctionOf(YamlValue? entrypoint) =>
        entrypoint is { Kind: YamlKind.Scalar } && entrypoint.Text.LastIndexOf(':') is > 1 and int colon ? entrypoint.Text.Substring(colon + 1).Trim() : null;

    /// <summary>What the flow's function is called: Prefect takes a flow's name for it, with underscores.</summary>
    public static string FunctionOf(JobSpec job) => (job.Name ?? "").Replace('-', '_');

    /// <summary>Whether a value is only known when it is deployed.</summary>
    public static bool IsTemplate(YamlValue value) => value.Text.Contains("{{");

    public static int? WholeNumber(YamlValue? value) =>
        value is { Kind: YamlKind.Scalar } && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
