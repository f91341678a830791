using BatchGen.Analyzers.Files.Markdown;
using BatchGen.Analyzers.Rules.Section61Documents;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>Standard 5.3, 6: the job's documents say what the job says, cover what section 6 asks, and have nothing left to be filled in.</summary>
/// <param name="subject">The job.</param>
/// <param name="sources">What makes the documents.</param>
internal sealed class RunbookPoint(ReleaseSubject subject, IReadOnlyList<IArtifactSource> sources) : IReleasePoint
{
    public int Number => 6;

    public string Name => "runbook";

    public string Title => "Runbook updated";

    public Task<PointFinding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Check());

    private PointFinding Check()
    {
        BatchProject project = subject.Project;
        string folder = $"{project.DocumentsOf(subject.Job)}/";
        string runbook = folder + JobDocument.Runbook;
        if (!File.Exists(project.FullPath(runbook)))
        {
            return PointFinding.Failed($"'{runbook}' is missing: 'batchgen generate' writes it");
        }

        ArtifactReport[] files =
        [
            .. new ArtifactRun(sources).Check(project, WorkflowSettingsReader.Read(project))
                .Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal) || file.Path == project.Manifest),
        ];
        string[] problems =
        [
            .. files.Where(static file => file.State != ArtifactState.Current).Select(static file => $"'{file.Path}' is {StateOf(file)}"),
            .. ProblemsOf(runbook),
        ];
        List<string> evidence = [.. files.Select(static file => $"`{file.Path}`: {StateOf(file)}")];
        if (problems.Length == 0)
        {
            evidence.Add($"`{runbook}` covers {string.Join(", ", JobDocument.RunbookParts.Select(static part => part.Name))}");
        }

        return problems.Length > 0 ? PointFinding.Failed($"{string.Join("; ", problems)}. 'batchgen generate' brings what is generated up to date", evidence)
            : files.Any(file => file.Path == runbook) ? PointFinding.Passed("the runbook is current and complete", evidence)
            : PointFinding.Skipped("the runbook is complete, but nothing says whether it is current: it is not one that 'batchgen generate' writes", evidence);
    }

    private IEnumerable<string> ProblemsOf(string path)
    {
        MarkdownText document = MarkdownText.Read(File.ReadAllText(subject.Project.FullPath(path)));
        return JobDocument.RunbookParts.Select(part => part.MissingIn(document)?.What).OfType<string>()
            .Concat(Placeholders.In(document).Select(static found => $"has '{found.Text}' left to be filled in"))
            .Select(problem => $"'{path}' {problem}");
    }

    private static string StateOf(ArtifactReport file) => file.State switch
    {
        ArtifactState.Current => "current",
        ArtifactState.Missing => "missing",
        ArtifactState.Stale => "not what the job says any more",
        ArtifactState.EditedByHand => "edited by hand where it is generated",
        ArtifactState.Obsolete => "of no job any more",
        _ => $"refused: {file.Detail}",
    };
}
