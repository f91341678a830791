using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>A member of a payload that is given a value which changes from run to run.</summary>
internal sealed record VolatileIdentity(ISymbol Member, VolatileSource Source);

/// <summary>
/// Finds where bodies give payloads their id or key: constructor arguments, initializers, <c>with</c> and assignments, in the body and in
/// the helpers that it calls, two calls deep.
/// </summary>
internal sealed class IdentitySinks(KnownTypes known, IdentityMembers identities)
{
    private const int DeepestCall = 2;

    /// <summary>The wrong ids of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="isChecked">Whether a method's body is checked by itself, so that what stands in it is not reported at its calls.</param>
    public IEnumerable<VolatileIdentity> In(IOperation body, Func<IMethodSymbol, bool> isChecked)
    {
        HashSet<SyntaxNode> reported = [];
        foreach (VolatileIdentity found in In(body, call: null, isChecked))
        {
            if (reported.Add(found.Source.Source.Syntax))
            {
                yield return found;
            }
        }
    }

    private IEnumerable<VolatileIdentity> In(IOperation body, HelperCall? call, Func<IMethodSymbol, bool> isChecked)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            foreach ((ISymbol member, IOperation value) in Sinks(operation))
            {
                if (new VolatileFlow(known).Trace(value, call) is { } source)
                {
                    yield return new(member, source);
                }
            }

            if (operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary } method } use
                && call is not { Depth: >= DeepestCall }
                && !Bodies.IsOpen(method)
                && Bodies.BodyOf(method.OriginalDefinition, use) is { } helper)
            {
                bool isCheckedItself = isChecked(method.OriginalDefinition);
                foreach (VolatileIdentity inside in In(helper, new(use, use.Arguments, call), isChecked))
                {
                    // What comes from the caller's arguments is found nowhere else.
                    if (!isCheckedItself || inside.Source.Helper is null)
                    {
                        yield return inside;
                    }
                }
            }
        }
    }

    private IEnumerable<(ISymbol Member, IOperation Value)> Sinks(IOperation operation)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Constructor: not null } creation:
                return OfArguments(creation.Arguments);
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor } chained:
                return OfArguments(chained.Arguments);
            case ISimpleAssignmentOperation or ICoalesceAssignmentOperation:
                IAssignmentOperation assignment = (IAssignmentOperation)operation;
                return assignment.Target is IMemberReferenceOperation target && identities.Contains(target.Member)
                    ? [(target.Member, assignment.Value)]
                    : [];
            default:
                return [];
        }
    }

    private IEnumerable<(ISymbol Member, IOperation Value)> OfArguments(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && identities.FedBy(parameter.OriginalDefinition) is { } member)
            {
                yield return (member, argument.Value);
            }
        }
    }
}
