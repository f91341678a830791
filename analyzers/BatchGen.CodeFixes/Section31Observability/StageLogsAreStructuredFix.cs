using System.Composition;
using BatchGen.Analyzers.Rules.Section31Observability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section31Observability;

/// <summary>
/// BWS3101: turns a pasted message into a template with named values, and a line on the console into a log of the context that the stage
/// takes. Not where extension methods of the logger are not in reach, or values have a format of their own already.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StageLogsAreStructuredFix))]
[Shared]
public sealed class StageLogsAreStructuredFix() : RuleFix("BWS3101")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not { } found
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        return diagnostic.Properties.TryGetValue(StageLogsAreStructured.MethodProperty, out string? method)
            ? await LogAsync(document, found, method!, model, cancellationToken).ConfigureAwait(false)
            : Template(document, found, diagnostic, model, cancellationToken);
    }

    private static Repair? Template(Document document, SyntaxNode found, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        ArgumentSyntax? argument = found.AncestorsAndSelf().OfType<ArgumentSyntax>().FirstOrDefault(node => node.Span == diagnostic.Location.SourceSpan);
        if (argument is not { NameColon: null, Parent: ArgumentListSyntax list }
            || list.Arguments.Last() != argument
            || TemplateOf(argument.Expression, model, cancellationToken) is not { } template)
        {
            return null;
        }

        return new("Use a message template", [new(document.Id, list, current => WithLast((ArgumentListSyntax)current, template))]);
    }

    private static async Task<Repair?> LogAsync(
        Document document, SyntaxNode found, string method, SemanticModel model, CancellationToken cancellationToken)
    {
        if (found.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax, ArgumentList.Arguments: [{ } argument] } call
            || call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WriteLine" or "TraceError" or "TraceWarning" or "TraceInformation" }
            || !HasExtensions(model, call.SpanStart)
            || TemplateOf(argument.Expression, model, cancellationToken) is not { } template
            || await LoggerAsync(document, call, model, cancellationToken).ConfigureAwait(false) is not { } logger)
        {
            return null;
        }

        string text = $"{logger.Name}.{method}({string.Join(", ", template.Arguments)})";
        return new("Write to the logger", logger.Edits.Add(new(document.Id, call, current => SyntaxFactory.ParseExpression(text).WithTriviaFrom(current))));
    }

    private static MessageTemplate? TemplateOf(ExpressionSyntax message, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetOperation(message, cancellationToken) is { } operation ? MessageTemplate.Of(operation) : null;

    private static async Task<ReachedParameter?> LoggerAsync(
        Document document, SyntaxNode place, SemanticModel model, CancellationToken cancellationToken)
    {
        ISymbol? own = model.LookupSymbols(place.SpanStart).FirstOrDefault(static symbol => symbol switch
        {
            IParameterSymbol parameter => IsLogger(parameter.Type),
            IFieldSymbol { IsImplicitlyDeclared: false } field => IsLogger(field.Type),
            IPropertySymbol property => IsLogger(property.Type),
            _ => false,
        });
        if (own is not null)
        {
            return new(own.Name, []);
        }

        return await StageParameters.ReachAsync(document, place, StageParameter.Context, cancellationToken).ConfigureAwait(false) is { Edits.IsEmpty: true } context
            ? new(context.Name + ".Logger", [])
            : null;
    }

    private static bool IsLogger(ITypeSymbol type) => type is { Name: "ILogger", ContainingNamespace.Name: "Logging" };

    private static bool HasExtensions(SemanticModel model, int position) =>
        model.LookupNamespacesAndTypes(position, name: "LoggerExtensions").Any(static type => type.ContainingNamespace.Name == "Logging");

    private static ArgumentListSyntax WithLast(ArgumentListSyntax list, MessageTemplate template)
    {
        ArgumentSyntax last = list.Arguments.Last();
        ArgumentSyntax[] written = [.. template.Arguments.Select(static text => SyntaxFactory.Argument(SyntaxFactory.ParseExpression(text)))];
        written[0] = written[0].WithLeadingTrivia(last.GetLeadingTrivia());
        written[written.Length - 1] = written[written.Length - 1].WithTrailingTrivia(last.GetTrailingTrivia());
        IEnumerable<SyntaxToken> commas = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), written.Length - 1);
        return list.WithArguments(SyntaxFactory.SeparatedList(
            list.Arguments.Take(list.Arguments.Count - 1).Concat(written), list.Arguments.GetSeparators().Concat(commas)));
    }
}
