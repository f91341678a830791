using System.Composition;
using BatchGen.Analyzers.Rules.Section12Stages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section12Stages;

/// <summary>
/// BWS1204: reads the batch's time in place of a clock. What an identifier or a random value is to be derived from only its author knows.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TransformIsDeterministicFix))]
[Shared]
public sealed class TransformIsDeterministicFix() : RuleFix("BWS1204")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        ExpressionSyntax? clock = await FindAsync<ExpressionSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        clock = clock?.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(node => node.Span == diagnostic.Location.SourceSpan);
        if (clock is null
            || !diagnostic.Properties.TryGetValue(TransformIsDeterministic.ReplacementProperty, out string? replacement)
            || await StageParameters.ReachAsync(document, clock, StageParameter.Context, cancellationToken).ConfigureAwait(false) is not { } context)
        {
            return null;
        }

        Edit edit = new(document.Id, clock, current => SyntaxFactory.ParseExpression($"{context.Name}.{replacement}").WithTriviaFrom(current));
        return new("Use the batch's ScheduledAt", context.Edits.Add(edit));
    }
}
