using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>BWS3207: rethrows at the end of the catch. Not where the catch can be left in its middle: what is right there only its author knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StageDoesNotSwallowFailuresFix))]
[Shared]
public sealed class StageDoesNotSwallowFailuresFix() : RuleFix("BWS3207")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await FindAsync<CatchClauseSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } handler
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.AnalyzeControlFlow(handler.Block) is not { Succeeded: true } flow)
        {
            return null;
        }

        StatementSyntax? last = handler.Block.Statements.LastOrDefault();
        bool leavesElsewhere = flow.ExitPoints.Concat(flow.ReturnStatements).Any(exit => exit != last);
        return leavesElsewhere ? null : new("Rethrow", [new(document.Id, handler.Block, current => WithThrow((BlockSyntax)current))]);
    }

    private static BlockSyntax WithThrow(BlockSyntax block)
    {
        StatementSyntax rethrow = SyntaxFactory.ThrowStatement();
        if (block.Statements.LastOrDefault() is { } last)
        {
            if (last is ThrowStatementSyntax)
            {
                return block;
            }

            if (last is ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax)
            {
                return block.ReplaceNode(last, rethrow.WithTriviaFrom(last));
            }

            SyntaxTriviaList indentation = [.. last.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
            return block.AddStatements(rethrow.WithLeadingTrivia(indentation).WithTrailingTrivia(last.GetTrailingTrivia().Where(IsLayout)));
        }

        SyntaxTriviaList inside = block.CloseBraceToken.LeadingTrivia;
        bool isOneLine = !block.OpenBraceToken.TrailingTrivia.Concat(inside).Any(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (isOneLine)
        {
            return block
                .WithOpenBraceToken(block.OpenBraceToken.WithTrailingTrivia(SyntaxFactory.Space))
                .WithStatements([rethrow.WithTrailingTrivia(SyntaxFactory.Space)])
                .WithCloseBraceToken(block.CloseBraceToken.WithLeadingTrivia());
        }

        SyntaxTriviaList brace = [.. inside.Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        SyntaxTriviaList before = [.. inside.Take(inside.Count - brace.Count), .. brace, SyntaxFactory.Whitespace("    ")];
        SyntaxTrivia newLine = block.OpenBraceToken.TrailingTrivia.Concat(inside).First(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return block
            .WithStatements([rethrow.WithLeadingTrivia(before).WithTrailingTrivia(newLine)])
            .WithCloseBraceToken(block.CloseBraceToken.WithLeadingTrivia(brace));
    }

    private static bool IsLayout(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsKind(SyntaxKind.WhitespaceTrivia);
}
