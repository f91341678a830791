using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section61Documents;

/// <summary>BWS6103: a job's documents can be found.</summary>
internal sealed class ManifestListsJob() : Rule(Definition), IJobFileRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS6103",
        RuleCategory.Documents,
        DiagnosticSeverity.Warning,
        clause: "6",
        title: "The manifest of the documents lists every job",
        messageFormat: "Job '{0}' is not in the manifest of the documents: {1}",
        description: "docs/MANIFEST.md is where people look for a job's documents.");

    public IEnumerable<Finding> Check(JobFiles job)
    {
        if (job.Files.Manifest is not { Exists: true } manifest)
        {
            yield return new(Anchor.Job("name"), job.Name, $"write 'docs/MANIFEST.md' with a line for '{job.Files.FolderOf(job.Job)}'");
        }
        else if (!Lists(manifest, job))
        {
            yield return new(Anchor.Job("name"), job.Name, $"add a line for '{job.Files.FolderOf(job.Job)}' to '{manifest.Name}'");
        }
    }

    private static bool Lists(ProjectFile manifest, JobFiles job)
    {
        string text = manifest.Markdown.Visible;
        if (text.IndexOf(job.Files.FolderOf(job.Job).TrimStart('.', '/'), StringComparison.OrdinalIgnoreCase) >= 0 && !string.IsNullOrWhiteSpace(job.Job.Docs))
        {
            return true;
        }

        // By its name, as a word of its own: 'people' does not stand in 'people-archive'.
        for (int index = text.IndexOf(job.Name, StringComparison.OrdinalIgnoreCase); index >= 0;
            index = text.IndexOf(job.Name, index + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = index + job.Name.Length;
            if ((index == 0 || !IsPart(text[index - 1])) && (end == text.Length || !IsPart(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
}
