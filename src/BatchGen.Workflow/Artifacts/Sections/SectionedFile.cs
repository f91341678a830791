using BatchGen.Workflow.Artifacts.Files;

namespace BatchGen.Workflow.Artifacts.Sections;

/// <summary>A document with generated sections. What stands outside them is the author's, and so is their order.</summary>
internal static class SectionedFile
{
    public static ArtifactPlan Plan(Artifact artifact, TextFile? file)
    {
        IReadOnlyList<GeneratedSection> generated = SectionReader.Read(artifact.Content).Sections;
        if (file is null)
        {
            return ArtifactPlan.Write(ArtifactState.Missing, SectionMerge.Whole(artifact.Content, generated));
        }

        (IReadOnlyList<GeneratedSection> present, string? problem) = SectionReader.Read(file.Text);
        if (problem is not null)
        {
            return ArtifactPlan.Keep(ArtifactState.Refused, $"its markers cannot be read; {problem}");
        }

        SectionMerge merge = new(artifact, generated);
        string text = merge.Of(file.Text, keepsEdits: true);
        IReadOnlyList<string> edited = [.. present.Where(merge.IsInTheWay).Select(static section => $"'{section.Name}'")];
        if (edited.Count > 0)
        {
            return new(ArtifactState.EditedByHand, DetailOf(edited))
            {
                Text = text == file.Text ? null : text,
                OverwritingText = merge.Of(file.Text, keepsEdits: false),
            };
        }

        return text == file.Text ? new(ArtifactState.Current) : ArtifactPlan.Write(ArtifactState.Stale, text);
    }

    private static string DetailOf(IReadOnlyList<string> edited) => edited.Count == 1
        ? $"section {edited[0]} was edited between its markers: move the text below it, or generate with --overwrite"
        : $"sections {string.Join(", ", edited)} were edited between their markers: move the text below them, or generate with --overwrite";
}
