using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>What a branch says about there being a record at all: <c>result is null</c>, <c>result.IsPartitionEOF</c>.</summary>
internal sealed class BranchRefinement(KafkaSymbols kafka, RecordEffects effects)
{
    /// <summary>Takes note of which way a condition went.</summary>
    public void Apply(IOperation condition, bool outcome)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation:
                Apply(negation.Operand, !outcome);
                break;
            case IIsNullOperation isNull when outcome:
                Absent(isNull.Operand);
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
        object? variable = operand switch
        {
            ISimpleAssignmentOperation assignment => OperationFlow.Holder(assignment.Target),
            IConversionOperation { Operand: { } inner } => OperationFlow.Holder(inner),
            ILocalReferenceOperation or IFlowCaptureReferenceOperation => OperationFlow.Holder(operand),
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
        if (variable is not null && KafkaSymbols.Is(operand.Type, kafka.ConsumeResult) && effects.State[variable] is { Kind: FlowKind.Record } value)
        {
            effects.Absent(value);
        }
    }
}
