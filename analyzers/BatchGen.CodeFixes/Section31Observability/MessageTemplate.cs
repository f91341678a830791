using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.CodeFixes.Section31Observability;

/// <summary>Makes a message template with named placeholders of text into which values are pasted.</summary>
internal sealed class MessageTemplate
{
    private readonly StringBuilder _text = new();
    private readonly List<ExpressionSyntax> _values = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private MessageTemplate()
    {
    }

    /// <summary>The template of a message, or null where the message is put together in another way.</summary>
    public static MessageTemplate? Of(IOperation message)
    {
        MessageTemplate template = new();
        return template.Add(message) ? template : null;
    }

    /// <summary>The arguments of a logger's method: the template and the values, as they are to be written.</summary>
    public IEnumerable<string> Arguments =>
        new[] { SyntaxFactory.Literal(_text.ToString()).Text }.Concat(_values.Select(static value => value.WithoutTrivia().ToString()));

    private bool Add(IOperation part)
    {
        switch (part)
        {
            case { ConstantValue: { HasValue: true, Value: string text } }:
                AddText(text);
                return true;
            case IConversionOperation { IsImplicit: true, Operand: { } operand }:
                return Add(operand);
            case IParenthesizedOperation { Operand: { } operand }:
                return Add(operand);
            case IInterpolatedStringOperation interpolated:
                return interpolated.Parts.All(AddPart);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String } sum:
                return Add(sum.LeftOperand) && Add(sum.RightOperand);
            case { Syntax: ExpressionSyntax value } when part is not IInvocationOperation { TargetMethod: { Name: "Format" or "Concat", ContainingType.SpecialType: SpecialType.System_String } }:
                AddValue(value, "", "");
                return true;
            default:
                return false;
        }
    }

    private bool AddPart(IInterpolatedStringContentOperation part)
    {
        switch (part)
        {
            case IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string text } }:
                AddText(text);
                return true;
            case IInterpolationOperation { Syntax: InterpolationSyntax hole, Expression.ConstantValue: { HasValue: true, Value: string text } } when hole.FormatClause is null && hole.AlignmentClause is null:
                AddText(text);
                return true;
            case IInterpolationOperation { Syntax: InterpolationSyntax hole }:
                AddValue(hole.Expression, hole.AlignmentClause?.ToString() ?? "", hole.FormatClause?.ToString() ?? "");
                return true;
            default:
                return false;
        }
    }

    private void AddText(string text) => _text.Append(text.Replace("{", "{{").Replace("}", "}}"));

    private void AddValue(ExpressionSyntax value, string alignment, string format)
    {
        ExpressionSyntax bare = value is ParenthesizedExpressionSyntax { Expression: { } inner } ? inner : value;
        string name = PlaceholderName.Of(bare);
        string owned = PlaceholderName.OwnerOf(bare) + name;
        string free = !_names.Contains(name) ? name : owned;
        for (int number = 2; !_names.Add(free); number++)
        {
            free = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        _text.Append('{').Append(free).Append(alignment).Append(format).Append('}');
        _values.Add(bare);
    }
}
