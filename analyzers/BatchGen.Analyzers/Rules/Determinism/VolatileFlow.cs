using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>A value that changes from run to run, found where it comes from.</summary>
/// <param name="Value">What it is.</param>
/// <param name="Source">The piece of the body in question that brings it in: the value itself, or the call of a helper.</param>
/// <param name="Helper">The helper that it comes out of, or null.</param>
internal sealed record VolatileSource(VolatileValue Value, IOperation Source, string? Helper);

/// <summary>The arguments that a helper was called with.</summary>
/// <param name="Call">The call, in the body of the caller.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="Caller">What the caller itself was called with; null for the body in question.</param>
internal sealed record HelperCall(IOperation Call, IReadOnlyList<IArgumentOperation> Arguments, HelperCall? Caller)
{
    public int Depth => Caller is null ? 1 : Caller.Depth + 1;

    public HelperCall Outermost => Caller?.Outermost ?? this;

    public IOperation? ArgumentFor(IParameterSymbol parameter) =>
        Arguments.FirstOrDefault(argument => argument.Parameter?.OriginalDefinition.Ordinal == parameter.Ordinal)?.Value;
}

/// <summary>
/// Follows a value back to where it comes from: through locals, text, arithmetic, pure methods of the platform, fields with an initializer
/// and, two calls deep, what helper methods of the compilation give back.
/// </summary>
internal sealed class VolatileFlow(KnownTypes known)
{
    private const int DeepestCall = 2;
    private const int LongestPath = 40;

    private readonly VolatileValues _values = VolatileValues.Of(known);
    private readonly HashSet<ILocalSymbol> _open = new(SymbolEqualityComparer.Default);
    private int _steps;

    /// <summary>The first source of a value that changes from run to run, or null.</summary>
    /// <param name="value">The value.</param>
    /// <param name="call">What the body that it stands in was called with; null for the body in question.</param>
    public VolatileSource? Trace(IOperation? value, HelperCall? call = null)
    {
        if (value is null || value.ConstantValue.HasValue || _steps >= LongestPath)
        {
            return null;
        }

        _steps++;
        VolatileSource? found = Follow(value, call);
        _steps--;
        return found;
    }

    private VolatileSource? Follow(IOperation value, HelperCall? call)
    {
        if (_values.Find(value) is { } own && Counts(own))
        {
            // Out of a helper it is the call in the body in question that brings it in.
            return call is null ? new(own, value, null) : new(own, call.Outermost.Call, NameOf(call.Outermost.Call));
        }

        return value switch
        {
            ILocalReferenceOperation local => OfLocal(local, call),
            IParameterReferenceOperation parameter => call?.ArgumentFor(parameter.Parameter) is { } argument ? Trace(argument, call.Caller) : null,
            IFieldReferenceOperation field => OfField(field, call),
            IPropertyReferenceOperation property => OfProperty(property, call),
            IInvocationOperation invocation => OfCall(invocation, call),
            IObjectCreationOperation creation => PureMembers.IsPlatformValue(creation.Type) ? Any(creation.Arguments.Select(static a => a.Value), call) : null,
            IConversionOperation conversion => Trace(conversion.Operand, call),
            IAwaitOperation awaited => Trace(awaited.Operation, call),
            IBinaryOperation { Type.SpecialType: not SpecialType.System_Boolean } binary => Any([binary.LeftOperand, binary.RightOperand], call),
            IUnaryOperation { Type.SpecialType: not SpecialType.System_Boolean } unary => Trace(unary.Operand, call),
            ICoalesceOperation coalesce => Any([coalesce.Value, coalesce.WhenNull], call),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => Any([conditional.WhenTrue, whenFalse], call),
            ISwitchExpressionOperation choice => Any(choice.Arms.Select(static arm => arm.Value), call),
            IConditionalAccessOperation access => Any([access.WhenNotNull, access.Operation], call),
            ICoalesceAssignmentOperation coalesce => Trace(coalesce.Value, call),
            ISimpleAssignmentOperation assignment => Trace(assignment.Value, call),
            IInterpolatedStringOperation text => Any(text.Parts.OfType<IInterpolationOperation>().Select(static part => part.Expression), call),
            IArrayCreationOperation { Initializer: { } initializer } => Any(initializer.ElementValues, call),
            ICollectionExpressionOperation collection => Any(collection.Elements, call),
            IArgumentOperation argument => Trace(argument.Value, call),
            _ => null,
        };
    }

    private VolatileSource? Any(IEnumerable<IOperation> values, HelperCall? call) =>
        values.Select(value => Trace(value, call)).FirstOrDefault(static found => found is not null);

    private VolatileSource? OfLocal(ILocalReferenceOperation reference, HelperCall? call)
    {
        if (!_open.Add(reference.Local))
        {
            return null;
        }

        VolatileSource? found = Any(Assigned(reference.Local, Root(reference)), call);
        _open.Remove(reference.Local);
        return found;
    }

    // Each value that is assigned somewhere reaches the record on some path.
    private static IEnumerable<IOperation> Assigned(ILocalSymbol local, IOperation body)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local):
                    if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value is { } initial)
                    {
                        yield return initial;
                    }

                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Same(target.Local, local):
                    yield return assignment.Value;
                    break;
            }
        }
    }

    private VolatileSource? OfField(IFieldReferenceOperation reference, HelperCall? call)
    {
        IFieldSymbol field = reference.Field.OriginalDefinition;
        if (Bodies.IsCounted(field))
        {
            VolatileValue counter = new(VolatileKind.Counter, field.Name);
            return call is null ? new(counter, reference, null) : new(counter, call.Outermost.Call, NameOf(call.Outermost.Call));
        }

        return field.IsReadOnly && Bodies.InitializerOf(field, reference) is { } initializer ? Through(initializer, reference, [], call) : null;
    }

    private VolatileSource? OfProperty(IPropertyReferenceOperation reference, HelperCall? call)
    {
        if (PureMembers.PassesOn(reference.Property))
        {
            return reference.Instance is { } instance ? Trace(instance, call) : null;
        }

        IPropertySymbol property = reference.Property.OriginalDefinition;
        if (property.SetMethod is not null || Bodies.IsOpen(property))
        {
            return null;
        }

        return Bodies.InitializerOf(property, reference) is { } initializer
            ? Through(initializer, reference, [], call)
            : property.GetMethod is { } getter ? ThroughAny(Bodies.ReturnsOf(getter, reference), reference, [], call) : null;
    }

    private VolatileSource? OfCall(IInvocationOperation invocation, HelperCall? call)
    {
        if (PureMembers.PassesOn(invocation.TargetMethod))
        {
            return (invocation.Instance is { } instance ? Trace(instance, call) : null) ?? Any(invocation.Arguments, call);
        }

        IMethodSymbol method = invocation.TargetMethod.OriginalDefinition;
        return Bodies.IsOpen(method) ? null : ThroughAny(Bodies.ReturnsOf(method, invocation), invocation, invocation.Arguments, call);
    }

    private VolatileSource? ThroughAny(
        IEnumerable<IOperation> values, IOperation use, IReadOnlyList<IArgumentOperation> arguments, HelperCall? call) =>
        call is { Depth: >= DeepestCall }
            ? null
            : values.Select(value => Through(value, use, arguments, call)).FirstOrDefault(static found => found is not null);

    private VolatileSource? Through(IOperation value, IOperation use, IReadOnlyList<IArgumentOperation> arguments, HelperCall? call) =>
        call is { Depth: >= DeepestCall } ? null : Trace(value, new(use, arguments, call));

    // A setting is the same in each run; what tells machine, process or thread is not.
    private static bool Counts(VolatileValue value) =>
        value.Kind != VolatileKind.Environment
        || value.Name is "Environment.MachineName" or "Environment.ProcessId" or "Environment.CurrentManagedThreadId" or "Dns.GetHostName()"
            or "Thread.ManagedThreadId" or "Environment.StackTrace" or "Environment.WorkingSet";

    private static string? NameOf(IOperation use) => use switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IObjectCreationOperation creation => creation.Type?.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        IFieldReferenceOperation field => field.Field.Name,
        _ => null,
    };

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
