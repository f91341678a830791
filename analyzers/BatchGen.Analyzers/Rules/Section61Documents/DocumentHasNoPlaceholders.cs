using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section61Documents;

/// <summary>BWS6104: a document is completed, and not only there.</summary>
internal sealed class DocumentHasNoPlaceholders() : Rule(Definition), IJobFileRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS6104",
        RuleCategory.Documents,
        DiagnosticSeverity.Warning,
        clause: "6",
        title: "A job's documents have no placeholders left",
        messageFormat: "'{1}' is left in '{2}' of job '{0}': write what belongs there",
        description: "A document with TODO, TBD or a template's marks in it is not completed.");

    public IEnumerable<Finding> Check(JobFiles job)
    {
        foreach (ProjectFile file in job.Files.DocumentsOf(job.Job))
        {
            foreach ((string text, TextSpan span) in Placeholders.In(file.Markdown))
            {
                yield return new(Anchor.Job("name"), job.Name, text, file.Name) { Place = file.At(span) };
            }
        }
    }
}
