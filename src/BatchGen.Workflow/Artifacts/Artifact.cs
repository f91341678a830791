namespace BatchGen.Workflow.Artifacts;

/// <summary>How much of a file is generated.</summary>
internal enum ArtifactForm
{
    /// <summary>All of it: a line in it says so and carries a digest, so that an edit by hand is seen.</summary>
    Whole,

    /// <summary>Sections between markers: what stands outside them is the author's and is kept.</summary>
    Sections,
}

/// <summary>One file that follows from the jobs of a project.</summary>
/// <param name="Path">Where it belongs, relative to the project's folder, with <c>/</c>.</param>
/// <param name="Content">What it holds, with LF and a final line end; for <see cref="ArtifactForm.Whole"/> without the line with the digest.</param>
/// <param name="Form">How much of it is generated.</param>
internal sealed record Artifact(string Path, string Content, ArtifactForm Form);

/// <summary>Makes some of the files of a project.</summary>
internal interface IArtifactSource
{
    /// <summary>The files, always the same for the same jobs and settings.</summary>
    IEnumerable<Artifact> ArtifactsOf(Models.BatchProject project, Settings.WorkflowSettings settings);
}
