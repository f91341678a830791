using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Schemas;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Artifacts.Files;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Schemas;

/// <summary>
/// The schema of each topic that a job publishes to (standard 4.2). A committed schema is compared by what it says and not by its text, so
/// it needs no digest: descriptions, patterns and lengths that the author has added stay his. A change that would break the topic's readers
/// is refused.
/// </summary>
internal sealed class SchemaSource : IArtifactSource
{
    // Enough to see what it is about; the rule BWS4203 names them all.
    private const int NamedDifferences = 3;

    public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings) => project.Jobs
        .SelectMany(static job => job.Schemas)
        .Distinct()
        .Select(schema => ArtifactOf(project, schema));

    private static Artifact ArtifactOf(BatchProject project, TopicSchemaText schema)
    {
        string path = $"{project.SchemasFolder.TrimEnd('/')}/{schema.Topic}.schema.json";
        Artifact generated = new(path, schema.Json, ArtifactForm.Merged);
        if (TextFile.Read(project.FullPath(path)) is not { } file)
        {
            return generated;
        }

        string text = Digest.Normalized(file.Text);
        (TopicSchema? committed, string? problem, _) = SchemaReader.Read(schema.Topic, JsonReader.Read(text));
        if (committed is null)
        {
            return generated with { Refusal = $"it {problem}: correct it, or generate with --overwrite" };
        }

        TopicSchema current = SchemaReader.Read(schema.Topic, JsonReader.Read(schema.Json)).Schema!;
        IReadOnlyList<SchemaDifference> differences = SchemaComparer.Compare(committed, current);
        return generated with
        {
            Content = differences.Count == 0 ? text : SchemaMerge.Of(schema.Json, text),
            Refusal = RefusalOf([.. differences.Where(static difference => difference.Break != SchemaBreak.None)]),
        };
    }

    private static string? RefusalOf(IReadOnlyList<SchemaDifference> breaking)
    {
        if (breaking.Count == 0)
        {
            return null;
        }

        string named = string.Join("; ", breaking.Take(NamedDifferences).Select(static difference => $"'{difference.Path}' {difference.What}"));
        string more = breaking.Count > NamedDifferences ? $"; and {breaking.Count - NamedDifferences} more" : "";
        return $"it would break who reads the topic: {named}{more}. Publish to a new version of the topic, or generate with --overwrite";
    }
}
