using System.Reflection;
using System.Text.Json.Nodes;

namespace BatchGen.Cli.Commands.New.Templates;

/// <summary>
/// The template <c>batchjob</c> of the package <c>BatchGen.Templates</c>, which is embedded here with its settings: what <c>dotnet new</c>
/// writes and what this tool writes are the same files. Only what the template uses of the settings' language is understood.
/// </summary>
internal sealed class JobTemplate
{
    private const string Root = "batchjob/";
    private const string SettingsName = Root + ".template.config/template.json";

    private readonly JsonObject _settings = JsonNode.Parse(Read(SettingsName))!.AsObject();

    /// <summary>Makes the files: paths with <c>/</c> below the folder of the job, and what they hold.</summary>
    /// <param name="values">The values of the template's symbols.</param>
    public IReadOnlyList<NewFile> FilesFor(TemplateValues values)
    {
        TextReplacement inText = new(Replacements("replaces", values));
        TextReplacement inPaths = new(Replacements("fileRename", values));
        List<NewFile> files = [];
        foreach (JsonNode? source in _settings["sources"]!.AsArray())
        {
            if (source!["condition"] is { } condition && !values.IsTrue(condition.GetValue<string>()))
            {
                continue;
            }

            string folder = Root + source["source"]!.GetValue<string>()["./".Length..];
            files.AddRange(Names(folder).Select(name => new NewFile(
                inPaths.Apply(name[folder.Length..]), inText.Apply(ConditionalLines.Keep(Read(name), values)))));
        }

        return [.. files.OrderBy(static file => file.Path, StringComparer.Ordinal)];
    }

    private IEnumerable<(string Placeholder, string Value)> Replacements(string kind, TemplateValues values)
    {
        yield return (_settings["sourceName"]!.GetValue<string>(), values.Project);
        foreach ((string symbol, JsonNode? settings) in _settings["symbols"]!.AsObject())
        {
            if (settings![kind] is { } placeholder)
            {
                yield return (placeholder.GetValue<string>(), values.Text(symbol));
            }
        }
    }

    // Resources are named by the build with the separators of its operating system.
    private static IEnumerable<string> Names(string folder) => typeof(JobTemplate).Assembly.GetManifestResourceNames()
        .Where(name => name.Replace('\\', '/').StartsWith(folder, StringComparison.Ordinal))
        .Select(static name => name.Replace('\\', '/'));

    private static string Read(string name)
    {
        Assembly assembly = typeof(JobTemplate).Assembly;
        string resource = assembly.GetManifestResourceNames().Single(candidate => candidate.Replace('\\', '/') == name);
        using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
