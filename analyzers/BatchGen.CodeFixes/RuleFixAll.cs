using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes;

/// <summary>
/// Fixes all reports of a rule in one go. All repairs are prepared first and applied together: several of them edit one attribute or one
/// class, and some edit a document that is not the report's, so that merging single results would lose some.
/// </summary>
internal sealed class RuleFixAll : FixAllProvider
{
    public static RuleFixAll Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        List<Repair> repairs = [];
        foreach (Diagnostic diagnostic in await DiagnosticsAsync(fixAllContext).ConfigureAwait(false))
        {
            if (fixAllContext.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await ((RuleFix)fixAllContext.CodeFixProvider).PrepareAsync(document, diagnostic, fixAllContext.CancellationToken)
                    .ConfigureAwait(false) is { } repair)
            {
                repairs.Add(repair);
            }
        }

        return repairs.Count == 0
            ? null
            : CodeAction.Create(
                $"Fix all {string.Join(", ", fixAllContext.DiagnosticIds)}",
                token => Repair.ApplyAsync(fixAllContext.Solution, repairs, token),
                fixAllContext.CodeActionEquivalenceKey);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document && context.Document is { } document)
        {
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        }

        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        ImmutableArray<Diagnostic>.Builder all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (Project project in projects)
        {
            all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }

        return all.ToImmutable();
    }
}
