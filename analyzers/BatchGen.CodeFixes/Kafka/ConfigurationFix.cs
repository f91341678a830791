using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Kafka;

/// <summary>
/// The fix of the rules on one setting of a Kafka client: writes the right value where a wrong one stands, or adds the setting where the
/// configuration is created. What else is set stays as it is, so that the fixes of several rules can edit one configuration.
/// </summary>
public abstract class ConfigurationFix : RuleFix
{
    private readonly ClientSetting _setting;
    private readonly string _value;
    private readonly string _text;
    private readonly string _title;

    private protected ConfigurationFix(string id, ClientSetting setting, string value, string text, string? title = null)
        : base(id) => (_setting, _value, _text, _title) = (setting, value, text, title ?? $"Set {setting.PropertyName} = {value}");

    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node is null || model is null)
        {
            return null;
        }

        if (StatedValue(node) is { } stated)
        {
            ExpressionSyntax right = IsText(stated) ? Text() : Value(model, stated.SpanStart);
            return new(_title, [new(document.Id, stated, current => right.WithTriviaFrom(current))]);
        }

        // What is missing is reported on the head of the creation; another creation around a report is not the configuration.
        if (node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation
            || creation.SpanStart != diagnostic.Location.SourceSpan.Start)
        {
            return null;
        }

        ITypeSymbol? type = model.GetTypeInfo(creation, cancellationToken).Type;
        bool isDictionary = ConfigValues.IsDictionary(type);
        if (!isDictionary && !HasProperty(type))
        {
            return null;
        }

        ExpressionSyntax value = Value(model, creation.SpanStart);
        return new(_title, [new(document.Id, creation, current => WithSetting((BaseObjectCreationExpressionSyntax)current, isDictionary, value))]);
    }

    // A ClientConfig has only the settings that all clients have.
    private bool HasProperty(ITypeSymbol? type)
    {
        while (type is not null && type.GetMembers(_setting.PropertyName).IsEmpty)
        {
            type = type.BaseType;
        }

        return type is not null;
    }

    // What was written as the setting's value: the right side of an assignment, the second part of an entry or call.
    private static ExpressionSyntax? StatedValue(SyntaxNode? node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Right,
        InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Expressions: [_, { } value] } => value,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Set" or "Add" or "TryAdd" }
                or IdentifierNameSyntax { Identifier.Text: "Set" },
            ArgumentList.Arguments: [_, { } value],
        } => value.Expression,
        ArgumentSyntax { Expression: { } inner } => StatedValue(inner),
        ExpressionStatementSyntax { Expression: { } inner } => StatedValue(inner),
        _ => null,
    };

    private static bool IsText(ExpressionSyntax value) =>
        value.Parent is not AssignmentExpressionSyntax { Left: not ImplicitElementAccessSyntax and not ElementAccessExpressionSyntax };

    private LiteralExpressionSyntax Text() =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(_text));

    // A member of an enum by the shortest name that means Kafka's: others have types and properties of that name.
    private ExpressionSyntax Value(SemanticModel model, int position)
    {
        if (!_value.Contains('.'))
        {
            return SyntaxFactory.ParseExpression(_value);
        }

        return new[] { _value, "Confluent.Kafka." + _value }
            .Select(static name => SyntaxFactory.ParseExpression(name))
            .FirstOrDefault(name => IsOfKafka(model.GetSpeculativeSymbolInfo(position, name, SpeculativeBindingOption.BindAsExpression).Symbol))
            ?? SyntaxFactory.ParseExpression("global::Confluent.Kafka." + _value);
    }

    private static bool IsOfKafka(ISymbol? symbol) =>
        symbol is IFieldSymbol { ContainingType.ContainingNamespace: { Name: "Kafka", ContainingNamespace: { } parent } }
        && parent is { Name: "Confluent", ContainingNamespace.IsGlobalNamespace: true };

    private BaseObjectCreationExpressionSyntax WithSetting(BaseObjectCreationExpressionSyntax creation, bool isDictionary, ExpressionSyntax value)
    {
        // An entry of a dictionary is no expression of its own: it is read as part of an initializer.
        string key = _setting.Keys[0];
        bool usesPairs = creation.Initializer?.Expressions.FirstOrDefault() is InitializerExpressionSyntax;
        string text = !isDictionary ? $"{_setting.PropertyName} = {value}"
            : usesPairs ? $"{{ \"{key}\", \"{_text}\" }}"
            : $"[\"{key}\"] = \"{_text}\"";
        ExpressionSyntax element = ((ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new T {{ {text} }}"))
            .Initializer!.Expressions[0].WithoutTrivia();
        bool isThere = creation.Initializer?.Expressions.Any(present => SyntaxFactory.AreEquivalent(present, element)) == true;
        return isThere ? creation : Initializers.With(creation, element);
    }
}
