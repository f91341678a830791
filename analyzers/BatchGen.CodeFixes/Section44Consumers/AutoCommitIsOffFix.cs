using System.Composition;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section44Consumers;

/// <summary>BWS4402: switches auto commit off where it was switched on, or where the configuration is created.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AutoCommitIsOffFix))]
[Shared]
public sealed class AutoCommitIsOffFix() : RuleFix("BWS4402")
{
    private const string Title = "Switch auto commit off";

    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (SettingValue(node) is { } value)
        {
            return new(Title, [new(document.Id, value, current => Off(IsText(value)).WithTriviaFrom(current))]);
        }

        if (node?.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation)
        {
            return null;
        }

        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        bool isDictionary = ConfigValues.IsDictionary(model?.GetTypeInfo(creation, cancellationToken).Type);
        return new(Title, [new(document.Id, creation, current => WithSetting((BaseObjectCreationExpressionSyntax)current, isDictionary))]);
    }

    // What was written as the setting's value: the right side of an assignment, the second part of an entry or call.
    private static ExpressionSyntax? SettingValue(SyntaxNode? node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Right,
        InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Expressions: [_, { } value] } => value,
        InvocationExpressionSyntax { ArgumentList.Arguments: [_, { } value] } => value.Expression,
        ArgumentSyntax { Expression: { } inner } => SettingValue(inner),
        ExpressionStatementSyntax { Expression: { } inner } => SettingValue(inner),
        _ => null,
    };

    private static bool IsText(ExpressionSyntax value) =>
        value.Parent is not AssignmentExpressionSyntax { Left: not ImplicitElementAccessSyntax and not ElementAccessExpressionSyntax };

    private static LiteralExpressionSyntax Off(bool asText) => asText
        ? SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("false"))
        : SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression);

    private static BaseObjectCreationExpressionSyntax WithSetting(BaseObjectCreationExpressionSyntax creation, bool isDictionary)
    {
        // An entry of a dictionary is no expression of its own: it is read as part of an initializer.
        bool usesPairs = creation.Initializer?.Expressions.FirstOrDefault() is InitializerExpressionSyntax;
        string text = !isDictionary ? "EnableAutoCommit = false"
            : usesPairs ? $"{{ \"{ClientSetting.EnableAutoCommit.Keys[0]}\", \"false\" }}"
            : $"[\"{ClientSetting.EnableAutoCommit.Keys[0]}\"] = \"false\"";
        ExpressionSyntax setting = ((ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new T {{ {text} }}"))
            .Initializer!.Expressions[0].WithoutTrivia();
        return Initializers.With(creation, setting);
    }
}
