using System.Composition;
using BatchGen.Analyzers.Rules.Section44Consumers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section44Consumers;

/// <summary>BWS4409: goes on to the next round, or returns, when there is no record. Elsewhere it is not clear what to do without one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConsumeResultIsCheckedFix))]
[Shared]
public sealed class ConsumeResultIsCheckedFix() : RuleFix("BWS4409")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null
            || diagnostic.AdditionalLocations is not [{ } consume, ..]
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax
            || root.FindNode(consume.SourceSpan).FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement
            || Leave(block) is not { } leave
            || !diagnostic.Properties.TryGetValue(ConsumeResultIsChecked.ConditionProperty, out string? condition)
            || condition is null)
        {
            return null;
        }

        int ordinal = block.Statements.TakeWhile(other => other != statement).Count(other => other.IsEquivalentTo(statement, topLevel: false));
        return new(
            $"{(leave == "continue" ? "Go on" : "Return")} when there is no record",
            [new(document.Id, block, current => WithCheck((BlockSyntax)current, statement, ordinal, condition, leave))]);
    }

    private static string? Leave(BlockSyntax block) => block.Parent switch
    {
        WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax => "continue",
        MethodDeclarationSyntax method when IsVoid(method.ReturnType, method.Modifiers) => "return",
        LocalFunctionStatementSyntax function when IsVoid(function.ReturnType, function.Modifiers) => "return",
        _ => null,
    };

    private static bool IsVoid(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || (modifiers.Any(SyntaxKind.AsyncKeyword) && type is IdentifierNameSyntax { Identifier.Text: "Task" or "ValueTask" });

    private static BlockSyntax WithCheck(BlockSyntax block, StatementSyntax consume, int ordinal, string condition, string leave)
    {
        int[] places = [.. Enumerable.Range(0, block.Statements.Count)
            .Where(index => block.Statements[index].IsEquivalentTo(consume, topLevel: false))];
        if (places.Length <= ordinal)
        {
            return block;
        }

        int place = places[ordinal];
        StatementSyntax statement = block.Statements[place];
        string indent = string.Concat(
            statement.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        string line = statement.GetTrailingTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToFullString();
        string end = line.Length > 0 ? line : "\n";
        StatementSyntax check = SyntaxFactory.ParseStatement(
            $"{indent}if ({condition}){end}{indent}{{{end}{indent}    {leave};{end}{indent}}}{end}");

        // A blank line after the check, where none is and where something follows.
        bool needsLine = place + 1 < block.Statements.Count
            && block.Statements[place + 1].GetLeadingTrivia() is not [{ RawKind: (int)SyntaxKind.EndOfLineTrivia }, ..];
        return block.WithStatements(block.Statements.Insert(
            place + 1, needsLine ? check.WithTrailingTrivia(check.GetTrailingTrivia().Add(SyntaxFactory.EndOfLine(end))) : check));
    }
}
