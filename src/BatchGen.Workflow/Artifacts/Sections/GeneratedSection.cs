namespace BatchGen.Workflow.Artifacts.Sections;

/// <summary>A section between its markers.</summary>
/// <param name="Name">The name in the markers.</param>
/// <param name="Body">What stands between them, with LF; ends with one unless it is empty.</param>
/// <param name="Start">Where the line of the first marker begins.</param>
/// <param name="End">Where the line of the last marker has ended.</param>
internal sealed record GeneratedSection(string Name, string Body, int Start, int End)
{
    /// <summary>The digest in the marker; null where there is none that can be read.</summary>
    public string? Digest { get; init; }

    /// <summary>Whether the author does without it: <c>&lt;!-- batchgen:NAME off --&gt;</c>.</summary>
    public bool IsOff { get; init; }

    /// <summary>
    /// Whether the author has changed what was generated. Markers with nothing between them and no digest are a place that he has chosen
    /// for the section.
    /// </summary>
    public bool IsEdited => Digest is null ? Body.Trim().Length > 0 : Digest != Artifacts.Digest.Of(Body);

    /// <summary>The section as a document has it, with LF.</summary>
    public static string Text(string name, string body) => $"<!-- batchgen:{name} sha256:{Artifacts.Digest.Of(body)} -->\n{body}<!-- /batchgen:{name} -->\n";
}
