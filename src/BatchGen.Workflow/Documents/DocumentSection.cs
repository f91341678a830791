using BatchGen.Analyzers.Files.Markdown;
using BatchGen.Analyzers.Rules.Section61Documents;
using BatchGen.Workflow.Artifacts;

namespace BatchGen.Workflow.Documents;

/// <summary>One generated section of a document.</summary>
/// <param name="Name">The name in its markers.</param>
/// <param name="Body">Its heading and text, with LF and a final line end.</param>
internal sealed record DocumentSection(string Name, string Body)
{
    /// <summary>What the standard wants it for; null: nothing, so it is never added to a document that lacks it.</summary>
    public DocumentPart? Part { get; init; }

    /// <summary>A document of sections.</summary>
    /// <param name="path">Where it belongs.</param>
    /// <param name="title">Its first heading, which is the author's from then on.</param>
    /// <param name="sections">The sections in their order.</param>
    public static Artifact Document(string path, string title, IReadOnlyList<DocumentSection> sections) => new(
        path,
        $"# {title}\n" + string.Concat(sections.Select(static section => $"\n<!-- batchgen:{section.Name} -->\n{section.Body}<!-- /batchgen:{section.Name} -->\n")),
        ArtifactForm.Sections)
    {
        IsSaidByHand = (name, text) => IsSaidByHand(sections.First(section => section.Name == name), text),
    };

    // The rules' own measure: what is no breach needs no generated section beside it.
    private static bool IsSaidByHand(DocumentSection section, MarkdownText text) => section.Part is null || section.Part.MissingIn(text) is null;
}
