using System.Globalization;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules;

/// <summary>Makes the descriptors of all rules, so that each has a link, a category and the clause that it enforces.</summary>
internal static class RuleDescriptor
{
    private const string ClauseTag = "BatchWorkflowStandard ";

    // The parameter names "id", "category" and "helpLinkUri" are what release tracking looks for.
    public static DiagnosticDescriptor Create(
        string id,
        string category,
        DiagnosticSeverity defaultSeverity,
        string clause,
        string title,
        string messageFormat,
        string description,
        bool blocks = false,
        bool atCompilationEnd = false)
    {
        List<string> tags = [ClauseTag + clause];
        if (blocks)
        {
            tags.Add(WellKnownDiagnosticTags.NotConfigurable);
        }

        if (atCompilationEnd)
        {
            tags.Add(WellKnownDiagnosticTags.CompilationEnd);
        }

        return new(
            id,
            title,
            messageFormat,
            category,
            defaultSeverity,
            isEnabledByDefault: true,
            $"{description} (Batch Workflow Standard {clause})",
            HelpLink(id),
            [.. tags]);
    }

    public static string HelpLink(string id) =>
        string.Format(CultureInfo.InvariantCulture, "https://github.com/batchgen/batchgen/blob/main/docs/rules/{0}.md", id);

    public static string ClauseOf(DiagnosticDescriptor descriptor) =>
        descriptor.CustomTags.First(static tag => tag.StartsWith(ClauseTag, StringComparison.Ordinal)).Substring(ClauseTag.Length);

    public static DiagnosticDescriptor Configurable(DiagnosticDescriptor descriptor) =>
        descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)
            ? new(
                descriptor.Id,
                descriptor.Title,
                descriptor.MessageFormat,
                descriptor.Category,
                descriptor.DefaultSeverity,
                descriptor.IsEnabledByDefault,
                descriptor.Description,
                descriptor.HelpLinkUri,
                [.. descriptor.CustomTags.Where(static tag => tag != WellKnownDiagnosticTags.NotConfigurable)])
            : descriptor;
}
