using System.Composition;
using BatchGen.Analyzers.Rules.Section33Fallbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section33Fallbacks;

/// <summary>BWS3301: adds a fallback on disk and a channel below <c>[BatchJob]</c>; the configuration can replace both.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JobDeclaresFallbackFix))]
[Shared]
public sealed class JobDeclaresFallbackFix() : RuleFix("BWS3301")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        TypeDeclarationSyntax? declaration = await FindAsync<TypeDeclarationSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (declaration is null
            || model is null
            || !diagnostic.Properties.TryGetValue(JobDeclaresFallback.ChannelProperty, out string? channel)
            || channel is null)
        {
            return null;
        }

        int job = declaration.AttributeLists.IndexOf(list => list.Attributes.Any(attribute => IsBatchJob(attribute, model, cancellationToken)));
        string name = BatchGenNames.Attribute("Fallback", model, declaration.SpanStart);
        string text = $"[{name}(\"{JobDeclaresFallback.Store}\", Notify = [\"{channel}\"])]";
        return job < 0
            ? null
            : new(
                $"Add [Fallback] with a store on disk and '{channel}'",
                [new(document.Id, declaration, current => WithList((TypeDeclarationSyntax)current, job, text))]);
    }

    private static bool IsBatchJob(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(attribute, cancellationToken).Symbol?.ContainingType is { Name: "BatchJobAttribute", ContainingNamespace.Name: "BatchGen" };

    private static TypeDeclarationSyntax WithList(TypeDeclarationSyntax type, int index, string text)
    {
        // Applied a second time it finds what it has written.
        if (index + 1 < type.AttributeLists.Count && type.AttributeLists[index + 1].ToString() == text)
        {
            return type;
        }

        // In a line of its own where the attribute before it has one.
        AttributeListSyntax before = type.AttributeLists[index];
        bool endsLine = before.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        SyntaxTriviaList indentation = endsLine
            ? [.. before.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))]
            : [];
        SyntaxTriviaList trailing = endsLine ? [SyntaxFactory.LineFeed] : [SyntaxFactory.Space];
        AttributeListSyntax added = ((TypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"{text} class C;")!)
            .AttributeLists[0]
            .WithLeadingTrivia(indentation)
            .WithTrailingTrivia(trailing);
        return (TypeDeclarationSyntax)type.WithAttributeLists(type.AttributeLists.Insert(index + 1, added));
    }
}
