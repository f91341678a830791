using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.CodeFixes;

/// <summary>One change to one node, written so that it can be applied to what other changes have made of the node.</summary>
/// <param name="Document">The document.</param>
/// <param name="Node">The node, in the document's present root.</param>
/// <param name="Change">Makes the new node from the node as it is by then; applied twice it changes nothing more.</param>
internal sealed record Edit(DocumentId Document, SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Change);

/// <summary>One change to the text of a file beside the code.</summary>
/// <param name="Document">The additional document.</param>
/// <param name="Change">The change, in its present text.</param>
internal sealed record TextEdit(DocumentId Document, TextChange Change);

/// <summary>What a fix does about one report. The edits may be in several documents: a payload rarely stands beside its job.</summary>
/// <param name="Title">What the editor offers.</param>
/// <param name="Edits">The edits.</param>
internal sealed record Repair(string Title, ImmutableArray<Edit> Edits)
{
    /// <summary>The changes to files beside the code.</summary>
    public ImmutableArray<TextEdit> TextEdits { get; init; } = [];

    /// <summary>Makes the edits of any number of repairs at once.</summary>
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Repair> repairs, CancellationToken cancellationToken)
    {
        IReadOnlyList<Repair> all = [.. repairs];
        Solution changed = await ApplyTextAsync(solution, all, cancellationToken).ConfigureAwait(false);
        foreach (IGrouping<DocumentId, Edit> group in all.SelectMany(static repair => repair.Edits).GroupBy(static edit => edit.Document))
        {
            if (solution.GetDocument(group.Key) is not { } document
                || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            {
                continue;
            }

            // The editor tracks nodes, so that edits of a node and of one inside it do not lose each other.
            SyntaxEditor editor = new(root, solution.Workspace.Services);
            foreach (Edit edit in group)
            {
                editor.ReplaceNode(edit.Node, (current, _) => edit.Change(current));
            }

            changed = changed.WithDocumentSyntaxRoot(group.Key, editor.GetChangedRoot());
        }

        return changed;
    }

    private static async Task<Solution> ApplyTextAsync(Solution solution, IEnumerable<Repair> repairs, CancellationToken cancellationToken)
    {
        Solution changed = solution;
        foreach (IGrouping<DocumentId, TextEdit> group in repairs.SelectMany(static repair => repair.TextEdits).GroupBy(static edit => edit.Document))
        {
            if (solution.GetAdditionalDocument(group.Key) is { } document)
            {
                // Several reports may ask for one change.
                SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                IEnumerable<TextChange> changes = group.Select(static edit => edit.Change).Distinct().OrderBy(static change => change.Span.Start);
                changed = changed.WithAdditionalDocumentText(group.Key, text.WithChanges(changes));
            }
        }

        return changed;
    }
}
