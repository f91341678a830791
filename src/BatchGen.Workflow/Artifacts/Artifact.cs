using BatchGen.Analyzers.Files.Markdown;

namespace BatchGen.Workflow.Artifacts;

/// <summary>How much of a file is generated.</summary>
internal enum ArtifactForm
{
    /// <summary>All of it: a line in it says so and carries a digest, so that an edit by hand is seen.</summary>
    Whole,

    /// <summary>Sections between markers: what stands outside them is the author's and is kept.</summary>
    Sections,

    /// <summary>All of it, without a digest: its source has looked at what is there, and kept of it what is the author's.</summary>
    Merged,
}

/// <summary>One file that follows from the jobs of a project.</summary>
/// <param name="Path">Where it belongs, relative to the project's folder, with <c>/</c>.</param>
/// <param name="Content">What it holds, with LF and a final line end; for <see cref="ArtifactForm.Whole"/> without the line with the digest.</param>
/// <param name="Form">How much of it is generated.</param>
internal sealed record Artifact(string Path, string Content, ArtifactForm Form)
{
    /// <summary>Why it must not take the place of the file that is there unless the user insists, and what to do; null: it may.</summary>
    public string? Refusal { get; init; }

    /// <summary>
    /// For <see cref="ArtifactForm.Sections"/>: whether the author's own text says what a generated section says, given the section's name
    /// and the document without generated sections. Such a section is not added to a document that lacks it.
    /// </summary>
    public Func<string, MarkdownText, bool> IsSaidByHand { get; init; } = static (_, _) => false;

    /// <summary>For <see cref="ArtifactForm.Sections"/>: whether the document is shared, so that sections of others stay in it.</summary>
    public bool IsShared { get; init; }
}

/// <summary>Makes some of the files of a project.</summary>
internal interface IArtifactSource
{
    /// <summary>The files, always the same for the same jobs and settings.</summary>
    IEnumerable<Artifact> ArtifactsOf(Models.BatchProject project, Settings.WorkflowSettings settings);
}
