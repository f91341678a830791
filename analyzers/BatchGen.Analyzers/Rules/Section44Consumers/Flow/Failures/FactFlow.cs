using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;

/// <summary>Reads constants out of assignments and conditions: the flags by which code tells success from failure.</summary>
internal static class FactFlow
{
    /// <summary>What a value is known to be, or null.</summary>
    public static object? ValueOf(IOperation value, VariableFacts facts) => value switch
    {
        { ConstantValue: { HasValue: true } constant } => constant.Value ?? VariableFacts.Null,
        IDefaultValueOperation { Type.IsReferenceType: true } => VariableFacts.Null,
        IConversionOperation conversion => ValueOf(conversion.Operand, facts),
        IObjectCreationOperation => VariableFacts.NotNull,
        ICaughtExceptionOperation => VariableFacts.NotNull,
        ILocalReferenceOperation local => facts[local.Local],
        IFlowCaptureReferenceOperation capture => facts[capture.Id],
        IUnaryOperation or IBinaryOperation or IIsNullOperation or IIsPatternOperation => Evaluate(value, facts),
        _ => null,
    };

    /// <summary>Which way a condition goes under the facts; null when they do not tell.</summary>
    public static bool? Evaluate(IOperation condition, VariableFacts facts) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation => !Evaluate(negation.Operand, facts),
        IConversionOperation conversion => Evaluate(conversion.Operand, facts),
        IIsNullOperation isNull => Same(ValueOf(isNull.Operand, facts), VariableFacts.Null),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals =>
            Same(ValueOf(equals.LeftOperand, facts), ValueOf(equals.RightOperand, facts)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } differs =>
            !Same(ValueOf(differs.LeftOperand, facts), ValueOf(differs.RightOperand, facts)),
        IIsPatternOperation match => Matches(match.Pattern, ValueOf(match.Value, facts), facts),
        IUnaryOperation or IBinaryOperation => null,
        _ => ValueOf(condition, facts) as bool?,
    };

    private static bool? Matches(IPatternOperation pattern, object? value, VariableFacts facts) => pattern switch
    {
        INegatedPatternOperation negated => !Matches(negated.Pattern, value, facts),
        IConstantPatternOperation constant => Same(value, ValueOf(constant.Value, facts)),

        // "error is { } e", "error is Exception e": not for null; for another value it is the type that decides.
        IRecursivePatternOperation or IDeclarationPatternOperation or ITypePatternOperation when Equals(value, VariableFacts.Null) => false,
        IRecursivePatternOperation { PropertySubpatterns.Length: 0, DeconstructionSubpatterns.Length: 0 } recursive
            when value is not null && SymbolEqualityComparer.Default.Equals(recursive.MatchedType, recursive.InputType) => true,
        _ => null,
    };

    private static bool? Same(object? left, object? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        bool isLeftVague = ReferenceEquals(left, VariableFacts.NotNull);
        bool isRightVague = ReferenceEquals(right, VariableFacts.NotNull);
        if (isLeftVague || isRightVague)
        {
            bool isNullInvolved = ReferenceEquals(left, VariableFacts.Null) || ReferenceEquals(right, VariableFacts.Null);
            return isNullInvolved ? false : null;
        }

        return Equals(left, right);
    }
}
