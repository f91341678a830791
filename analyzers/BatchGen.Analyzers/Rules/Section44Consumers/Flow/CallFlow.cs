using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Follows records through calls.</summary>
internal sealed class CallFlow(
    KafkaSymbols kafka, RecordEffects effects, VariableFlow variables, HelperMethods helpers, bool commitsStoredOffsets)
{
    public FlowValue Visit(IInvocationOperation call, OperationFlow operations)
    {
        FlowValue instance = operations.Visit(call.Instance);
        FlowValue given = FlowValue.Nothing;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            given = given.Union(operations.Visit(argument.Value));
        }

        FlowValue all = instance.Union(given);
        CallKind kind = CallClassifier.Of(call.TargetMethod, kafka);
        if (kind == CallKind.Processes && Helper(call, given) is { } result)
        {
            return result;
        }

        // What a method gives out is made of what it was given.
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            {
                variables.Assign(argument.Value, all.Derived());
            }
        }

        switch (kind)
        {
            case CallKind.Commits:
                Commit(call, call.Arguments.Length == 0 ? null : given);
                return FlowValue.Nothing;
            case CallKind.Consumes:
                return effects.Consume(new(call.Syntax, Variable(call.Instance), IsEarlier: false));
            case CallKind.ControlsConsumer:
                return FlowValue.Nothing;
            case CallKind.Logs:
                effects.Touch(all);
                return FlowValue.Nothing;
            case CallKind.Collects:
                return Collect(call, given);
            case CallKind.Clears:
                if (VariableFlow.Holder(call.Instance) is { } cleared)
                {
                    effects.State = effects.State.With(cleared, FlowValue.Nothing);
                }

                return FlowValue.Nothing;
            case CallKind.Reads:
                return Read(call, all);
            case CallKind.Transforms:
                effects.Transform(all);
                return all.Derived();
            case CallKind.HandsOver:
                effects.Escape(all);
                return all.Derived();
            case CallKind.Forgets:
                effects.Start(all.HasContent ? all : FlowValue.Nothing);
                return FlowValue.Nothing;
            case CallKind.AwaitsTasks:
                effects.Process(all);
                return all.As(FlowKind.Content);
            case CallKind.PassesTasks:
                return all.As(FlowKind.Task);
            default:
                return Process(call, all);
        }
    }

    private FlowValue Process(IInvocationOperation call, FlowValue all)
    {
        if (call.TargetMethod.MethodKind == MethodKind.LocalFunction
            && call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } function)
        {
            all = all.Union(variables.Captured(function));
        }

        if (!all.HasContent)
        {
            return all;
        }

        if (TaskTypes.IsTask(call.Type))
        {
            effects.Start(all);
            return all.As(FlowKind.Task);
        }

        if (call.Type is INamedTypeSymbol { Name: "IAsyncEnumerable" or "IEnumerable" })
        {
            // Runs when it is enumerated.
            effects.Transform(all);
            return all.As(FlowKind.Content);
        }

        effects.Process(all);
        return all.As(FlowKind.Content);
    }

    /// <summary>A method of the same type is looked into, one level deep; null when it is a call like any other.</summary>
    private FlowValue? Helper(IInvocationOperation call, FlowValue given)
    {
        if (helpers.SummaryOf(call) is not { } summary)
        {
            return null;
        }

        if (summary is { Consumes: true, Commits: false, Processes: false } && KafkaSymbols.Is(call.Type, kafka.ConsumeResult))
        {
            return effects.Consume(new(call.Syntax, Consumer: null, IsEarlier: false));
        }

        if (summary is { Commits: true, Processes: false })
        {
            Commit(call, summary.CommitsArgument ? given : null);
            return FlowValue.Nothing;
        }

        bool isFresh = given.Tokens.Any(token => (effects.State[token].Status & RecordStatus.Fresh) != 0);
        if (summary is { Commits: true, Processes: true } && isFresh && helpers.CommitsBeforeProcessing(call))
        {
            effects.Commit(call.Syntax, given.Tokens);
            return null;
        }

        if (summary is { IsTrivial: true } && given.HasContent)
        {
            effects.Touch(given);
            return FlowValue.Nothing;
        }

        return null;
    }

    private void Commit(IInvocationOperation call, FlowValue? given)
    {
        if (given is { } offsets)
        {
            // The offset of a record itself commits only what is before it.
            if (offsets.Kind != FlowKind.Position)
            {
                effects.Commit(call.Syntax, offsets.Tokens);
            }

            return;
        }

        // Without arguments everything polled is committed, unless the code stores offsets by hand: then only what it stored.
        if (!commitsStoredOffsets)
        {
            ISymbol? consumer = Variable(call.Instance);
            effects.Commit(call.Syntax, effects.State.Reachable().Where(token => IsSame(token.Consumer, consumer)));
        }
    }

    private FlowValue Collect(IInvocationOperation call, FlowValue given)
    {
        if (VariableFlow.Holder(call.Instance) is { } holder)
        {
            FlowValue added = given.Kind == FlowKind.Record ? given.Derived() : given;
            effects.State = effects.State.With(holder, effects.State[holder].Union(added));
        }
        else
        {
            effects.Escape(given);
        }

        return FlowValue.Nothing;
    }

    private FlowValue Read(IInvocationOperation call, FlowValue all)
    {
        if (call.TargetMethod.Name is "MoveNext" or "MoveNextAsync" or "Any" or "Count" or "Dispose" or "DisposeAsync")
        {
            return FlowValue.Nothing;
        }

        if (all.HasContent && TaskTypes.IsTaskSequence(call.Type))
        {
            effects.Start(all);
            return all.As(FlowKind.Task);
        }

        if (KafkaSymbols.Is(call.Type, kafka.ConsumeResult))
        {
            return all.As(FlowKind.Record);
        }

        return all.HasContent && IsPositions(call.Type) ? all.As(FlowKind.NextPosition) : all.Derived();
    }

    // offsets = batch.Select(r => new TopicPartitionOffset(r.TopicPartition, r.Offset + 1)): commits what is in the batch.
    private bool IsPositions(ITypeSymbol? type) =>
        KafkaSymbols.Is(type, kafka.TopicPartitionOffset)
        || (type is INamedTypeSymbol { TypeArguments: [{ } element] } && KafkaSymbols.Is(element, kafka.TopicPartitionOffset));

    private static bool IsSame(ISymbol? left, ISymbol? right) =>
        left is null || right is null || SymbolEqualityComparer.Default.Equals(left, right);

    private static ISymbol? Variable(IOperation? instance) => instance switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}
