using System.Text.Json;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;

namespace BatchGen.Cli.Commands.Generate;

/// <summary>What <c>generate --json</c> writes.</summary>
/// <param name="Check">Whether nothing was to be written.</param>
/// <param name="Files">Every file, by project and path.</param>
internal sealed record GenerateOutput(bool Check, IReadOnlyList<GeneratedFile> Files);

/// <summary>A file and what became of it.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Path">The file, relative to the project's folder.</param>
/// <param name="State">What was found: <c>current</c>, <c>missing</c>, <c>stale</c>, <c>edited_by_hand</c>, <c>obsolete</c>, <c>refused</c>.</param>
/// <param name="Written">Whether it was written or deleted.</param>
/// <param name="NeedsAttention">Whether something is left to be done about it.</param>
/// <param name="Detail">What exactly, and what to do.</param>
internal sealed record GeneratedFile(string Project, string Path, string State, bool Written, bool NeedsAttention, string? Detail)
{
    /// <summary>What was done, in a word.</summary>
    internal string Action => (State, Written, NeedsAttention) switch
    {
        ("obsolete", true, _) => "deleted",
        (_, true, true) => "written, edits kept",
        (_, true, false) => "written",
        _ => "kept",
    };

    /// <summary>What would be done.</summary>
    internal string Intent => State switch
    {
        "missing" or "stale" => "write it",
        "obsolete" => "delete it unless it was edited",
        _ => "keep the edits",
    };

    /// <param name="project">Its project.</param>
    /// <param name="report">What was found and done.</param>
    /// <param name="overwrite">Whether edits gave way.</param>
    public static GeneratedFile Of(BatchProject project, ArtifactReport report, bool overwrite)
    {
        bool isKept = report.State is ArtifactState.EditedByHand && !overwrite;
        return new(
            project.Name,
            report.Path,
            JsonNamingPolicy.SnakeCaseLower.ConvertName(report.State.ToString()),
            report.IsWritten,
            isKept || (report.State != ArtifactState.Current && !report.IsWritten),
            report.Detail);
    }
}
