using System.Composition;
using BatchGen.Analyzers.Rules.Section32Retries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>BWS3208: passes the stage's token, which the stage takes from then on if it did not. Not where the body makes a token of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StageHonoursCancellationFix))]
[Shared]
public sealed class StageHonoursCancellationFix() : RuleFix("BWS3208")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await FindAsync<InvocationExpressionSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } call
            || call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || method.DescendantNodes().OfType<SimpleNameSyntax>().Any(static name => name.Identifier.ValueText is "CancellationTokenSource" or "CreateLinkedTokenSource")
            || await StageParameters.ReachAsync(document, call, StageParameter.Token, cancellationToken).ConfigureAwait(false) is not { } token
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol called)
        {
            return null;
        }

        string? parameter = diagnostic.Properties.TryGetValue(StageHonoursCancellation.ParameterProperty, out string? name) ? name : null;
        int place = called.Parameters.IndexOf(called.Parameters.FirstOrDefault(candidate => candidate.Name == parameter && candidate.IsOptional)!);

        // By name where an optional parameter before it was left out, or arguments are named already.
        bool isNamed = call.ArgumentList.Arguments.Any(static argument => argument.NameColon is not null)
            || (place >= 0 && call.ArgumentList.Arguments.Count != place);
        string argument = isNamed ? $"{parameter}: {token.Name}" : token.Name;
        Edit edit = new(document.Id, call.ArgumentList, current => With((ArgumentListSyntax)current, argument));
        return new($"Pass '{token.Name}'", token.Edits.Add(edit));
    }

    private static ArgumentListSyntax With(ArgumentListSyntax list, string text)
    {
        ArgumentSyntax added = SyntaxFactory.ParseArgumentList($"({text})").Arguments[0];
        if (list.Arguments.Count == 0)
        {
            return list.WithArguments([added]);
        }

        ArgumentSyntax last = list.Arguments.Last();
        return list.WithArguments(SyntaxFactory.SeparatedList(
            list.Arguments.Take(list.Arguments.Count - 1).Concat([last.WithoutTrailingTrivia(), added.WithTrailingTrivia(last.GetTrailingTrivia())]),
            list.Arguments.GetSeparators().Concat([SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])));
    }
}
