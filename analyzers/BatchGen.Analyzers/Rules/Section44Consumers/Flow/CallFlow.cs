using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;
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

        CallKind kind = IsConsole(call) ? CallKind.Transforms : CallClassifier.Of(call.TargetMethod, kafka);
        FlowValue held = kind == CallKind.Processes ? HeldBy(call) : FlowValue.Nothing;
        FlowValue all = instance.Union(given).Union(held);
        if (kind == CallKind.Processes && held.Kind == FlowKind.Nothing && Helper(call, given) is { } result)
        {
            return result;
        }

        Rescue(call, kind, all);

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
            case CallKind.Stores:
                effects.Store(call.Syntax);
                Commit(call, given);
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
                if (variables.HolderOf(call.Instance) is { } cleared)
                {
                    effects.State = effects.State.With(cleared, FlowValue.Nothing);
                }

                return FlowValue.Nothing;
            case CallKind.Reads:
                return Read(call, all);
            case CallKind.Transforms:
                if (all.HasContent && !IsConsole(call) && !call.TargetMethod.Name.StartsWith("Try", StringComparison.Ordinal))
                {
                    effects.Attempt(all);
                }

                effects.Transform(all);
                return all.Derived();
            case CallKind.HandsOver:
                effects.Escape(all);
                return all.Derived();
            case CallKind.Forgets:
                effects.Start(all.HasContent ? all : FlowValue.Nothing);
                return FlowValue.Nothing;
            case CallKind.AwaitsTasks:
                effects.Finish(all);
                return all.As(FlowKind.Content);
            case CallKind.PassesTasks:
                return all.As(FlowKind.Task);
            default:
                return Process(call, given, all);
        }
    }

    private FlowValue Process(IInvocationOperation call, FlowValue given, FlowValue all)
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

        bool onlyPrepares = Preparations.IsOne(call.TargetMethod);
        bool swallows = helpers.SwallowsFailures(call, given);
        if (TaskTypes.IsTask(call.Type))
        {
            effects.Start(all, onlyPrepares, swallows);
            return all.As(FlowKind.Task);
        }

        if (call.Type is INamedTypeSymbol { Name: "IAsyncEnumerable" or "IEnumerable" })
        {
            // Runs when it is enumerated.
            effects.Transform(all);
            return all.As(FlowKind.Content);
        }

        effects.Process(all, onlyPrepares);
        if (swallows)
        {
            effects.FailSilently(all.Tokens);
        }

        return all.As(FlowKind.Content);
    }

    // What a method of the object itself, or anybody's delegate, finds in the object's fields.
    private FlowValue HeldBy(IInvocationOperation call) =>
        call.Instance is IInstanceReferenceOperation || call.TargetMethod.MethodKind is MethodKind.DelegateInvoke or MethodKind.LocalFunction
            ? variables.InFields(call.TargetMethod)
            : FlowValue.Nothing;

    // A failed record is taken care of by whatever gets to know of it, loggers apart, and by a few calls that need not be given it.
    private void Rescue(IInvocationOperation call, CallKind kind, FlowValue all)
    {
        if (!effects.State.Records.Values.Any(static record => record.HasFailed))
        {
            return;
        }

        if (kind is CallKind.Reads && call.TargetMethod.Name.StartsWith("Remove", StringComparison.Ordinal))
        {
            effects.Recover(all.Tokens);
        }
        else if (kind is not (CallKind.Logs or CallKind.Reads or CallKind.Transforms or CallKind.Commits or CallKind.Stores or CallKind.Consumes))
        {
            effects.Recover(all.Tokens);
            bool mayRescue = DeadLetters.Handles(call, kind, kafka)
                || (kind == CallKind.Processes
                    && call.TargetMethod.DeclaringSyntaxReferences is [{ } declaration]
                    && DeadLetters.IsIn(declaration.GetSyntax()));
            if (mayRescue)
            {
                effects.RecoverAll();
            }
        }
    }

    private static bool IsConsole(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: "Console", ContainingNamespace.Name: "System" }
        || call.Instance is IPropertyReferenceOperation { Property.ContainingType: { Name: "Console", ContainingNamespace.Name: "System" } };

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
            if (summary.OnlyStores)
            {
                effects.Store(call.Syntax);
            }

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
            ISymbol? consumer = Variable(ConsumerOf(call));
            effects.Commit(call.Syntax, effects.State.Reachable().Where(token => IsSame(token.Consumer, consumer)));
        }
    }

    private FlowValue Collect(IInvocationOperation call, FlowValue given)
    {
        variables.NoteElsewhere(call.Instance, given);
        if (variables.HolderOf(call.Instance) is { } holder)
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

    private IOperation? ConsumerOf(IInvocationOperation call) =>
        call.Instance is { } instance && KafkaSymbols.Is(instance.Type, kafka.Consumer)
            ? instance
            : call.Arguments.FirstOrDefault(argument => KafkaSymbols.Is(argument.Value.Type, kafka.Consumer))?.Value;

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
