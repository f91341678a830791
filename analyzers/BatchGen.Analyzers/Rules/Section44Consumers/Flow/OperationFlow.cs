using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Follows records through the operations of a block, in the order in which they are evaluated.</summary>
internal sealed class OperationFlow(KafkaSymbols kafka, RecordEffects effects, VariableFlow variables, CallFlow calls)
{
    // What Consume or a variable gave in the present block, for the branch at its end.
    private readonly Dictionary<IOperation, FlowValue> _records = [];

    /// <summary>Evaluates an operation: applies its effects and gives the records that its value comes from.</summary>
    public FlowValue Visit(IOperation? operation)
    {
        FlowValue value = Evaluate(operation);
        if (value.Kind == FlowKind.Record)
        {
            _records[operation!] = value;
        }

        return value;
    }

    /// <summary>The record that an operation gave when it was visited last; nothing when it gave none.</summary>
    public FlowValue RecordOf(IOperation operation) => _records.TryGetValue(operation, out FlowValue value) ? value : FlowValue.Nothing;

    private FlowValue Evaluate(IOperation? operation) => operation switch
    {
        null => FlowValue.Nothing,
        ILocalReferenceOperation local => effects.State[local.Local],
        IParameterReferenceOperation parameter => effects.State[parameter.Parameter],
        IFlowCaptureReferenceOperation capture => effects.State[capture.Id],
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field => effects.State[field.Field],
        IFlowCaptureOperation capture => Capture(capture),
        IVariableDeclaratorOperation { Initializer: { } initializer } declarator => variables.Set(declarator.Symbol, Visit(initializer.Value)),
        ISimpleAssignmentOperation assignment => variables.Assign(assignment.Target, Visit(assignment.Value), assignment.Value),
        IDeconstructionAssignmentOperation deconstruction => variables.Assign(deconstruction.Target, Visit(deconstruction.Value)),
        ICompoundAssignmentOperation compound => Accumulate(compound),
        IIncrementOrDecrementOperation step => Step(step),
        IPropertyReferenceOperation property => Property(property),
        IInvocationOperation call => calls.Visit(call, this),
        IObjectCreationOperation creation => Create(creation),
        IAwaitOperation awaited => Await(Visit(awaited.Operation)),
        IConversionOperation conversion => Visit(conversion.Operand),
        IBinaryOperation binary => Binary(binary),
        IIsNullOperation isNull => Test(Visit(isNull.Operand)),
        IIsPatternOperation pattern => Match(pattern),
        IReturnOperation { Kind: OperationKind.YieldReturn } yielded => Yield(Visit(yielded.ReturnedValue)),
        IDelegateCreationOperation creation => Visit(creation.Target).Derived(),
        IFlowAnonymousFunctionOperation lambda => variables.Captured(lambda.Syntax),
        IInterpolatedStringOperation or IArrayCreationOperation or ITupleOperation or IAnonymousObjectCreationOperation
            or ICollectionExpressionOperation => Children(operation),
        _ => Children(operation).Derived(),
    };

    private FlowValue Children(IOperation operation)
    {
        FlowValue value = FlowValue.Nothing;
        foreach (IOperation child in operation.ChildOperations)
        {
            value = value.Union(Visit(child));
        }

        return value;
    }

    private FlowValue Accumulate(ICompoundAssignmentOperation compound)
    {
        FlowValue value = Visit(compound.Value).Derived();
        if (VariableFlow.Holder(compound.Target) is { } holder)
        {
            effects.State = effects.State.WithFact(holder, static _ => null);
            return variables.Set(holder, effects.State[holder].Union(value));
        }

        if (value.HasContent)
        {
            effects.Process(value);
        }

        return value;
    }

    private FlowValue Step(IIncrementOrDecrementOperation step)
    {
        FlowValue value = Visit(step.Target).Derived();
        if (VariableFlow.Holder(step.Target) is { } holder)
        {
            effects.State = effects.State.WithFact(holder, static _ => null);
        }

        return value;
    }

    private FlowValue Capture(IFlowCaptureOperation capture)
    {
        FlowValue value = Visit(capture.Value);
        effects.State = effects.State.WithFact(capture.Id, facts => FactFlow.ValueOf(capture.Value, facts));
        return variables.Set(capture.Id, value);
    }

    private FlowValue Property(IPropertyReferenceOperation property)
    {
        if (VariableFlow.OwnField(property) is { } own && effects.State[own] is { Kind: not FlowKind.Nothing } held)
        {
            return held;
        }

        FlowValue instance = Visit(property.Instance);
        foreach (IArgumentOperation argument in property.Arguments)
        {
            Visit(argument.Value);
        }

        string name = property.Property.Name;
        if (instance.Kind == FlowKind.Record)
        {
            return name switch
            {
                "IsPartitionEOF" => FlowValue.Nothing,
                "Topic" or "Partition" or "Offset" or "TopicPartition" or "TopicPartitionOffset" or "LeaderEpoch" => instance.As(FlowKind.Position),
                _ => instance.Derived(),
            };
        }

        if (instance.Kind == FlowKind.Task)
        {
            return name == "Result" ? Await(instance) : name == "Current" ? instance : FlowValue.Nothing;
        }

        // How many are in a collection says nothing of what is in them.
        bool isCount = name is "Count" or "Length" or "IsEmpty" && property.Property.ContainingType.SpecialType != SpecialType.System_String;
        if (isCount)
        {
            return FlowValue.Nothing;
        }

        return KafkaSymbols.Is(property.Type, kafka.ConsumeResult) ? instance.As(FlowKind.Record) : instance;
    }

    private FlowValue Create(IObjectCreationOperation creation)
    {
        FlowValue value = FlowValue.Nothing;
        bool takesDelegate = false;
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            value = value.Union(Visit(argument.Value));
            takesDelegate |= argument.Value is IDelegateCreationOperation;
        }

        value = value.Union(Visit(creation.Initializer));
        bool isPosition = KafkaSymbols.Is(creation.Type, kafka.TopicPartitionOffset)
            || KafkaSymbols.Is(creation.Type, kafka.TopicPartition)
            || KafkaSymbols.Is(creation.Type, kafka.Offset);
        if (isPosition)
        {
            return value.Kind == FlowKind.NextPosition ? value : value.As(FlowKind.Position);
        }

        if (takesDelegate)
        {
            // A thread, a timer, a lazy value: when it runs is not to be seen.
            effects.Escape(value);
        }

        return value.Derived();
    }

    private FlowValue Await(FlowValue value)
    {
        if (value.HasContent)
        {
            effects.Finish(value);
        }

        return value.As(FlowKind.Content);
    }

    private FlowValue Yield(FlowValue value)
    {
        if (value.HasContent)
        {
            effects.Process(value);
        }

        return FlowValue.Nothing;
    }

    private FlowValue Binary(IBinaryOperation binary)
    {
        FlowValue left = Visit(binary.LeftOperand);
        FlowValue right = Visit(binary.RightOperand);
        if (binary.Type?.SpecialType == SpecialType.System_Boolean && (IsNull(binary.LeftOperand) || IsNull(binary.RightOperand)))
        {
            return Test(left.Union(right));
        }

        FlowValue value = left.Union(right).Derived();
        return value.Kind == FlowKind.Position
            && binary.OperatorKind == BinaryOperatorKind.Add
            ? value.As(FlowKind.NextPosition)
            : value;
    }

    private static bool IsNull(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: null };

    // Whether there is a record at all is not what it says.
    private static FlowValue Test(FlowValue tested) =>
        tested.Kind is FlowKind.Record or FlowKind.Task ? FlowValue.Nothing : tested;

    private FlowValue Match(IIsPatternOperation match)
    {
        FlowValue value = Visit(match.Value);
        bool looksInside = false;
        foreach (IOperation pattern in match.Pattern.DescendantsAndSelf())
        {
            ISymbol? declared = pattern switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (declared is ILocalSymbol local)
            {
                variables.Set(local, KafkaSymbols.Is(local.Type, kafka.ConsumeResult) ? value : value.Derived());
            }

            looksInside |= pattern is IPropertySubpatternOperation { Member: IPropertyReferenceOperation { Property.Name: not "IsPartitionEOF" } };
        }

        return looksInside || value.Kind is FlowKind.Content ? value.Derived() : FlowValue.Nothing;
    }
}
