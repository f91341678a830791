using System.Collections.Immutable;
using System.Composition;
using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section13Idempotency;

/// <summary>BWS1301: marks the member that most likely identifies the record, or unmarks all but the first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PayloadDeclaresRecordIdFix))]
[Shared]
public sealed class PayloadDeclaresRecordIdFix() : RuleFix("BWS1301")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? node = await FindAsync<SyntaxNode>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        if (model is null || node is null || PayloadAt(node, model, cancellationToken) is not { } payload)
        {
            return null;
        }

        KnownTypes known = KnownTypes.Of(model.Compilation);
        ImmutableArray<ISymbol> marked =
            [.. payload.GetMembers().Where(member => RecordIdMembers.Attribute(member, known) is not null)];
        return marked.Length > 1
            ? Unmark(marked.RemoveAt(0), known, document.Project.Solution, cancellationToken)
            : await MarkAsync(payload, known, document.Project.Solution, cancellationToken).ConfigureAwait(false);
    }

    private static INamedTypeSymbol? PayloadAt(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        // Reported on the parameter's type, or on the second marked member.
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is { Type: { } type, Parent.Parent: MethodDeclarationSyntax })
        {
            return RecordIdMembers.PayloadOf(model.GetTypeInfo(type, cancellationToken).Type, KnownTypes.Of(model.Compilation));
        }

        return node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? model.GetDeclaredSymbol(declaration, cancellationToken) as INamedTypeSymbol
            : null;
    }

    private static Repair? Unmark(ImmutableArray<ISymbol> members, KnownTypes known, Solution solution, CancellationToken cancellationToken)
    {
        ImmutableArray<Edit>.Builder edits = ImmutableArray.CreateBuilder<Edit>();
        foreach (ISymbol member in members)
        {
            if (RecordIdMembers.Attribute(member, known)?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is { Parent.Parent: { } owner } attribute
                && solution.GetDocument(owner.SyntaxTree) is { } document)
            {
                int list = RecordIdMembers.Lists(owner).IndexOf((AttributeListSyntax)attribute.Parent);
                int index = ((AttributeListSyntax)attribute.Parent).Attributes.IndexOf((AttributeSyntax)attribute);
                edits.Add(new(document.Id, owner, current => RecordIdMembers.Without(current, list, index)));
            }
        }

        return edits.Count == 0 ? null : new("Leave [RecordId] on the first member only", edits.ToImmutable());
    }

    private static async Task<Repair?> MarkAsync(
        INamedTypeSymbol payload, KnownTypes known, Solution solution, CancellationToken cancellationToken)
    {
        if (RecordIdMembers.Candidate(payload, known) is not { } candidate
            || candidate.DeclaringSyntaxReferences is not [{ } reference]
            || solution.GetDocument(reference.SyntaxTree) is not { } document
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        SyntaxNode member = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        string name = BatchGenNames.Attribute("RecordId", model, member.SpanStart);
        return member is ParameterSyntax or PropertyDeclarationSyntax
            ? new($"Mark '{candidate.Name}' as the record id", [new(document.Id, member, current => RecordIdMembers.With(current, name))])
            : null;
    }
}
