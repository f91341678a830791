namespace BatchGen.Workflow.Artifacts;

/// <summary>What there is to be done about one file.</summary>
/// <param name="State">What was found.</param>
/// <param name="Detail">What exactly.</param>
internal sealed record ArtifactPlan(ArtifactState State, string? Detail = null)
{
    /// <summary>What to write without touching anything edited by hand; null: nothing.</summary>
    public string? Text { get; init; }

    /// <summary>What to write when the user wants his edits gone; null: nothing even then.</summary>
    public string? OverwritingText { get; init; }

    /// <summary>A plan that writes the same in both cases.</summary>
    public static ArtifactPlan Write(ArtifactState state, string text, string? detail = null) =>
        new(state, detail) { Text = text, OverwritingText = text };

    /// <summary>A plan that writes only when the user wants his edits gone.</summary>
    public static ArtifactPlan Keep(ArtifactState state, string detail, string? overwritingText = null) =>
        new(state, detail) { OverwritingText = overwritingText };
}
