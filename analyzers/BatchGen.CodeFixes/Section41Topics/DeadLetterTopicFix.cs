using BatchGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section41Topics;

/// <summary>
/// The fix of the rules on dead-letter topics: writes the topic and <c>.dlq</c>; where the topic is a constant of another place, with that
/// constant.
/// </summary>
/// <param name="id">The id of the rule.</param>
public abstract class DeadLetterTopicFix(string id) : RuleFix(id)
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        AttributeArgumentSyntax? argument = await FindAsync<AttributeArgumentSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (argument?.Parent is not AttributeArgumentListSyntax list
            || list.Arguments.FirstOrDefault(static other => other.NameEquals is null)?.Expression is not { } topic
            || model?.GetConstantValue(topic, cancellationToken).Value is not string name)
        {
            return null;
        }

        ExpressionSyntax written = topic is LiteralExpressionSyntax
            ? SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name + TopicName.DeadLetterSuffix))
            : SyntaxFactory.ParseExpression($"{topic.WithoutTrivia()} + \"{TopicName.DeadLetterSuffix}\"");
        return new(
            $"Dead-letter to '{name}{TopicName.DeadLetterSuffix}'",
            [new(document.Id, argument.Expression, current => written.WithTriviaFrom(current))]);
    }
}
