using System.Composition;
using BatchGen.Analyzers.Rules.Section32Retries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>BWS3209: awaits, where the function around is async already. To make it async would change what it returns.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StageDoesNotBlockFix))]
[Shared]
public sealed class StageDoesNotBlockFix() : RuleFix("BWS3209")
{
    private const string Title = "Await";

    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? found = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

        // The report ends where the expression ends, and begins at a name inside it.
        ExpressionSyntax? blocking = found?.AncestorsAndSelf().OfType<ExpressionSyntax>()
            .LastOrDefault(node => node.Span.End == diagnostic.Location.SourceSpan.End && IsBlocking(node));
        if (blocking is null || !Functions.CanAwait(blocking) || blocking.Parent is ConditionalAccessExpressionSyntax)
        {
            return null;
        }

        if (blocking is InvocationExpressionSyntax call && NameOf(call) == "Sleep")
        {
            return diagnostic.Properties.ContainsKey(StageDoesNotBlock.OrchestratesProperty)
                ? null
                : await DelayAsync(document, call, cancellationToken).ConfigureAwait(false);
        }

        return Task(blocking) is null ? null : new(Title, [new(document.Id, blocking, current => Functions.Await(Task((ExpressionSyntax)current)!, current))]);
    }

    private static bool IsBlocking(ExpressionSyntax node) => node switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } => true,
        InvocationExpressionSyntax call => NameOf(call) is "Wait" or "WaitAll" or "GetResult" or "Sleep",
        _ => false,
    };

    // What is to be awaited, from the blocking expression as it is by then.
    private static ExpressionSyntax? Task(ExpressionSyntax blocking)
    {
        if (blocking is MemberAccessExpressionSyntax result)
        {
            return result.Expression;
        }

        if (blocking is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
        {
            return null;
        }

        return access.Name.Identifier.ValueText switch
        {
            "Wait" when call.ArgumentList.Arguments.Count == 0 => access.Expression,
            "GetResult" => access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter } ? awaiter.Expression : null,
            "WaitAll" when call.ArgumentList.Arguments.Count == 1 => call.WithExpression(access.WithName(SyntaxFactory.IdentifierName("WhenAll"))),
            _ => null,
        };
    }

    private static async Task<Repair?> DelayAsync(Document document, InvocationExpressionSyntax sleep, CancellationToken cancellationToken)
    {
        if (sleep.Parent is not ExpressionStatementSyntax
            || sleep.ArgumentList.Arguments is not [{ NameColon: null }]
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await StageParameters.ReachAsync(document, sleep, StageParameter.Token, cancellationToken).ConfigureAwait(false) is not { } token)
        {
            return null;
        }

        string task = model.LookupNamespacesAndTypes(sleep.SpanStart, name: "Task").OfType<INamedTypeSymbol>().Any(static type => type.ContainingNamespace.Name == "Tasks")
            ? "Task"
            : "System.Threading.Tasks.Task";
        return new("Wait with Task.Delay", token.Edits.Add(new(document.Id, sleep, current => Functions.Await(
            SyntaxFactory.ParseExpression($"{task}.Delay({((InvocationExpressionSyntax)current).ArgumentList.Arguments[0]}, {token.Name})"), current))));
    }

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
