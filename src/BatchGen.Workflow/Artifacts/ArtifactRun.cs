using BatchGen.Workflow.Artifacts.Files;
using BatchGen.Workflow.Artifacts.Sections;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Artifacts;

/// <summary>Compares the files of a project with what follows from its jobs, and brings them up to date.</summary>
/// <param name="sources">What makes them.</param>
internal sealed class ArtifactRun(IReadOnlyList<IArtifactSource> sources)
{
    /// <summary>The state of every file, by path; nothing is written.</summary>
    /// <exception cref="InvalidDataException">A file is no text, or two jobs want one file.</exception>
    public IReadOnlyList<ArtifactReport> Check(BatchProject project, WorkflowSettings settings) =>
        [.. Plans(project, settings).Select(static plan => new ArtifactReport(plan.Path, plan.Plan.State, plan.Plan.Detail))];

    /// <summary>Writes what is not current, and says what was found before. A file that needs nothing is not touched.</summary>
    /// <param name="project">The project.</param>
    /// <param name="settings">What no attribute says.</param>
    /// <param name="overwriteEdited">Whether edits by hand, and what is refused otherwise, give way to what is generated.</param>
    /// <param name="cancellationToken">Ends between two files.</param>
    /// <exception cref="InvalidDataException">A file is no text, or two jobs want one file.</exception>
    public IReadOnlyList<ArtifactReport> Write(BatchProject project, WorkflowSettings settings, bool overwriteEdited, CancellationToken cancellationToken)
    {
        List<ArtifactReport> reports = [];
        foreach ((string path, ArtifactPlan plan, TextFile? file) in Plans(project, settings))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string place = project.FullPath(path);
            string? text = overwriteEdited ? plan.OverwritingText ?? plan.Text : plan.Text;
            bool isDeleted = plan.State == ArtifactState.Obsolete && text is not null;
            if (isDeleted)
            {
                File.Delete(place);
            }
            else if (text is not null)
            {
                TextFile.Write(place, text, file is { HasByteOrderMark: true });
            }

            reports.Add(new(path, plan.State, plan.Detail) { IsWritten = text is not null });
        }

        return reports;
    }

    // All plans are made before anything is written: one file that cannot be read leaves the others as they are.
    private List<(string Path, ArtifactPlan Plan, TextFile? File)> Plans(BatchProject project, WorkflowSettings settings)
    {
        List<(string Path, ArtifactPlan Plan, TextFile? File)> plans = [];
        Dictionary<string, Artifact> artifacts = new(StringComparer.Ordinal);
        foreach (Artifact artifact in sources.SelectMany(source => source.ArtifactsOf(project, settings)))
        {
            if (!artifacts.TryAdd(artifact.Path, artifact) && artifacts[artifact.Path].Content != artifact.Content)
            {
                throw new InvalidDataException($"the jobs of project '{project.Name}' disagree about the file '{artifact.Path}': jobs need a folder of documents each (Docs), and a topic one payload type");
            }
        }

        foreach (Artifact artifact in artifacts.Values)
        {
            TextFile? file = TextFile.Read(project.FullPath(artifact.Path));
            plans.Add((artifact.Path, PlanOf(artifact, file), file));
        }

        plans.AddRange(ObsoleteFiles.Of(project, artifacts.Keys));
        plans.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        return plans;
    }

    private static ArtifactPlan PlanOf(Artifact artifact, TextFile? file)
    {
        ArtifactPlan plan = artifact.Form switch
        {
            ArtifactForm.Whole => WholeFile.Plan(artifact, file),
            ArtifactForm.Sections => SectionedFile.Plan(artifact, file),
            _ => MergedFile.Plan(artifact, file),
        };
        return artifact.Refusal is { } refusal && file is not null ? ArtifactPlan.Keep(ArtifactState.Refused, refusal, plan.OverwritingText) : plan;
    }
}
