using BatchGen.Analyzers.Files.Json;
using BatchGen.Workflow.Artifacts.Files;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Settings;

/// <summary>
/// Reads <c>workflow/batchgen.json</c>. A key that is not known or has the wrong form is an error: what is not understood would be
/// missing in production, without a word.
/// </summary>
internal static class WorkflowSettingsReader
{
    private static readonly string[] PoolTypes = ["process", "docker", "kubernetes"];

    /// <summary>The settings of a project; the defaults where it has no such file.</summary>
    /// <exception cref="InvalidDataException">The file is none, or says something wrong: the message has its path, the line and the key.</exception>
    public static WorkflowSettings Read(BatchProject project)
    {
        string path = project.FullPath($"{project.WorkflowFolder.TrimEnd('/')}/{WorkflowSettings.FileName}");
        return TextFile.Read(path) is { } file ? Read(path, file.Text) : new();
    }

    /// <param name="path">The file, for messages.</param>
    /// <param name="text">What it holds.</param>
    public static WorkflowSettings Read(string path, string text)
    {
        SettingsText file = new(path, text);
        WorkflowSettings defaults = new();
        JsonValue root = file.Root("repository", "branch", "repository_token_block", "image", "local", "production", "environment", "tags");
        return new()
        {
            Repository = file.Text(root, "repository"),
            Branch = file.Text(root, "branch") ?? defaults.Branch,
            RepositoryTokenBlock = file.Text(root, "repository_token_block"),
            Image = Image(file, root),
            Local = Pool(file, root, "local", defaults.Local, ["process"]),
            Production = Pool(file, root, "production", defaults.Production, ["docker", "kubernetes"]),
            Environment = file.Texts(root, "environment", IsSecretName),
            Tags = file.List(root, "tags"),
        };
    }

    // The tag is the release's, so it is no setting.
    private static string? Image(SettingsText file, JsonValue root)
    {
        string? image = file.Text(root, "image");
        return image is not null && image.LastIndexOf(':') > image.LastIndexOf('/')
            ? throw file.Error(root["image"]!, "image", "names a tag: write the image without one, the deployment adds it")
            : image;
    }

    private static WorkPoolSettings Pool(SettingsText file, JsonValue root, string name, WorkPoolSettings defaults, string[] types)
    {
        if (file.Object(root, name, "type", "pool", "queue", "namespace", "service_account", "environment") is not { } pool)
        {
            return defaults;
        }

        string type = file.Text(pool, "type", name) ?? defaults.Type;
        if (!types.Contains(type))
        {
            // Standard 2.2: local runs are processes, production runs are containers.
            string why = PoolTypes.Contains(type) ? $"is not for {name} runs" : "is no type of a work pool";
            throw file.Error(pool["type"]!, $"{name}.type", $"{why}: write {string.Join(" or ", types.Select(static known => $"'{known}'"))}");
        }

        return new()
        {
            Type = type,
            Pool = file.Text(pool, "pool", name) ?? defaults.Pool,
            Queue = file.Text(pool, "queue", name) ?? defaults.Queue,
            Namespace = file.Text(pool, "namespace", name) ?? defaults.Namespace,
            ServiceAccount = file.Text(pool, "service_account", name),
            Environment = file.Texts(pool, "environment", IsSecretName, name),
        };
    }

    // A variable whose name says that it is a secret is one, whatever its value looks like.
    private static bool IsSecretName(string name) => SecretNames.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] SecretNames =
        ["password", "passwd", "secret", "token", "api_key", "apikey", "accesskey", "access_key", "routingkey", "routing_key", "connectionstring", "private_key"];
}
