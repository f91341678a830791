using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes;

/// <summary>
/// The base of all fixes: one fix per rule, with the rule's name. A fix is offered only when it has found that it can be made, and
/// always changes something.
/// </summary>
/// <param name="id">The id of the rule.</param>
public abstract class RuleFix(string id) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => RuleFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await PrepareAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } repair)
            {
                Solution solution = context.Document.Project.Solution;
                context.RegisterCodeFix(
                    CodeAction.Create(repair.Title, token => Repair.ApplyAsync(solution, [repair], token), GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>What the fix would do about a report, or null when there is nothing that it can honestly do.</summary>
    internal abstract Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

    /// <summary>The innermost node of a kind around a report.</summary>
    private protected static async Task<TNode?> FindAsync<TNode>(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
        where TNode : SyntaxNode
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>();
    }
}
