using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>What a branch says about there being a record at all: <c>result is null</c>, <c>result.IsPartitionEOF</c>.</summary>
internal sealed class BranchRefinement(KafkaSymbols kafka, OperationFlow operations, VariableFlow variables, RecordEffects effects)
{
    /// <summary>Takes note of which way a condition went.</summary>
    public void Apply(IOperation condition, bool outcome)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation:
                Apply(negation.Operand, !outcome);
                break;
            case IIsNullOperation isNull when outcome && KafkaSymbols.Is(isNull.Operand.Type, kafka.Consumer):
                // "consumer?.Consume(ct)": without a consumer there are no records to speak of.
                effects.NoRecords();
                break;
            case IIsNullOperation isNull when outcome:
                Absent(isNull.Operand);
                NotCalled(isNull.Operand);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals when outcome:
                AbsentIfNull(equals);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } differs when !outcome:
                AbsentIfNull(differs);
                break;
            case IIsPatternOperation match when IsNoRecord(match.Pattern, outcome):
                Absent(match.Value);
                break;
            case IPropertyReferenceOperation { Property.Name: "IsPartitionEOF", Instance: { } result } when outcome:
                Absent(result);
                break;
        }
    }

    private static bool IsNoRecord(IPatternOperation pattern, bool outcome) => pattern switch
    {
        INegatedPatternOperation negated => IsNoRecord(negated.Pattern, !outcome),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => outcome,
        IRecursivePatternOperation { PropertySubpatterns: [IPropertySubpatternOperation subpattern] } when IsEndOfPartition(subpattern) => true,
        _ => !outcome,
    };

    // "is { IsPartitionEOF: true }" has no record when it matches; when it does not, there may be none either.
    private static bool IsEndOfPartition(IPropertySubpatternOperation subpattern) =>
        subpattern is
        {
            Member: IPropertyReferenceOperation { Property.Name: "IsPartitionEOF" },
            Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: true } },
        };

    private void AbsentIfNull(IBinaryOperation comparison)
    {
        if (comparison.RightOperand.ConstantValue is { HasValue: true, Value: null })
        {
            Absent(comparison.LeftOperand);
        }
        else if (comparison.LeftOperand.ConstantValue is { HasValue: true, Value: null })
        {
            Absent(comparison.RightOperand);
        }
    }

    private void Absent(IOperation operand)
    {
        while (operand is IConversionOperation conversion)
        {
            operand = conversion.Operand;
        }

        effects.Absent(operations.RecordOf(operand));
    }

    // "Received?.Invoke(result)": that nobody listens is no path on which the record was forgotten.
    private void NotCalled(IOperation receiver)
    {
        if (operations.RecordOf(receiver).Kind == FlowKind.Nothing
            && receiver.Syntax.Parent is ConditionalAccessExpressionSyntax access
            && access.Expression == receiver.Syntax)
        {
            FlowValue captured = variables.Captured(access.WhenNotNull);
            effects.Recover(captured.Tokens);
            effects.Escape(captured);
        }
    }
}
