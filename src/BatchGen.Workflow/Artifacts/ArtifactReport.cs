namespace BatchGen.Workflow.Artifacts;

/// <summary>What a file is compared with what follows from the jobs.</summary>
internal enum ArtifactState
{
    /// <summary>It says what the jobs say.</summary>
    Current,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It says what the jobs said once: it can be written.</summary>
    Stale,

    /// <summary>What BatchGen would write has been edited, or was never written by it: it is kept.</summary>
    EditedByHand,

    /// <summary>BatchGen wrote it, and no job has it any more.</summary>
    Obsolete,

    /// <summary>Writing it would break somebody, or it cannot be read: <see cref="ArtifactReport.Detail"/> says what to do.</summary>
    Refused,
}

/// <summary>The state of one file.</summary>
/// <param name="Path">Relative to the project's folder, with <c>/</c>.</param>
/// <param name="State">What was found.</param>
/// <param name="Detail">What exactly, where the state does not say it all.</param>
internal sealed record ArtifactReport(string Path, ArtifactState State, string? Detail)
{
    /// <summary>Whether the file was written or deleted: what was found is not what is there now.</summary>
    public bool IsWritten { get; init; }
}
