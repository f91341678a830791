using System.Composition;
using BatchGen.Analyzers.Parsing;
using BatchGen.CodeFixes.Section13Idempotency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section42Schemas;

/// <summary>
/// BWS4205: adds the payload to a serializer context, or writes one below the job. Only to a context without options: those would change
/// how the payload is written, and what is in the topic already could no longer be read.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PayloadHasSerializerContextFix))]
[Shared]
public sealed class PayloadHasSerializerContextFix() : RuleFix("BWS4205")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        ParameterSyntax? parameter = await FindAsync<ParameterSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (parameter?.Type is not { } type
            || model is null
            || KnownTypes.Of(model.Compilation) is not { } known
            || RecordIdMembers.PayloadOf(model.GetTypeInfo(type, cancellationToken).Type, known) is not { } payload
            || !model.Compilation.IsSymbolAccessibleWithin(payload, model.Compilation.Assembly)
            || payload.IsFileLocal)
        {
            return null;
        }

        foreach (ParsedContext context in SerializerContexts.Of(known).All(cancellationToken))
        {
            if (JsonContexts.CanCover(context, payload, known)
                && context.Type.DeclaringSyntaxReferences[0] is { } reference
                && document.Project.Solution.GetDocument(reference.SyntaxTree) is { } home
                && await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is ClassDeclarationSyntax declaration
                && await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } homeModel)
            {
                string attribute = JsonContexts.Attribute(payload, homeModel, declaration.SpanStart);
                return new(
                    $"Add '{payload.Name}' to {context.Type.Name}",
                    [new(home.Id, declaration, current => JsonContexts.With((ClassDeclarationSyntax)current, attribute))]);
            }
        }

        return parameter.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } job
            && model.GetDeclaredSymbol(job, cancellationToken) is INamedTypeSymbol symbol
            ? NewContext(document, job, symbol, payload, model)
            : null;
    }

    private static Repair NewContext(
        Document document, TypeDeclarationSyntax job, INamedTypeSymbol symbol, INamedTypeSymbol payload, SemanticModel model)
    {
        string name = JsonContexts.NameFor(symbol);
        string attribute = JsonContexts.Attribute(payload, model, job.SpanStart);
        string baseType = JsonContexts.BaseType(model, job.SpanStart);
        SyntaxNode space = job.Ancestors().First(static node => node is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax);
        return new(
            $"Write {name} with '{payload.Name}'",
            [new(document.Id, space, current => JsonContexts.WithContext(current, name, attribute, baseType))]);
    }
}
