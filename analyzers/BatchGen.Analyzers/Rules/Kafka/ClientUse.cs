using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Kafka;

/// <summary>What code does with a variable that holds a producer or consumer.</summary>
internal static class ClientUse
{
    /// <summary>
    /// The member that a reference to the variable is there for, with <c>Dispose</c> for a <c>using</c> and nothing for a comparison
    /// with null. Null where other code gets hold of the client.
    /// </summary>
    public static string? MemberOf(IOperation reference)
    {
        switch (ConfigValues.ParentOf(reference))
        {
            case IInvocationOperation call when IsThat(call.Instance, reference):
                return call.TargetMethod.Name;
            case IMemberReferenceOperation member when IsThat(member.Instance, reference):
                return member.Member.Name;
            case IConditionalAccessOperation access when IsThat(access.Operation, reference):
                return MemberInAccess(access.WhenNotNull);
            case IUsingOperation:
                return "Dispose";
            case IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation } or IBinaryOperation:
                return "";
            default:
                return null;
        }
    }

    /// <summary>All references to a local in the outermost body around an operation.</summary>
    public static IEnumerable<ILocalReferenceOperation> ReferencesTo(ILocalSymbol local, IOperation inBody) =>
        ConfigEvaluator.ReferencesTo(local, inBody);

    /// <summary>Whether a local is disposed where it is declared: <c>using var</c>, or in the head of a <c>using</c> statement.</summary>
    public static bool IsInUsing(IVariableDeclaratorOperation declarator) =>
        declarator.Parent?.Parent is { Parent: IUsingDeclarationOperation or IUsingOperation };

    /// <summary>Whether an operation builds a client with the builder of this kind or one derived from it.</summary>
    public static bool IsBuild(IOperation? operation, INamedTypeSymbol? builder) =>
        operation is IInvocationOperation { TargetMethod.Name: "Build", Instance: { } instance }
        && KafkaSymbols.Inherits(instance.Type, builder);

    /// <summary>The lambda, local function or outermost body that an operation belongs to.</summary>
    public static IOperation FunctionAround(IOperation operation)
    {
        IOperation current = operation;
        while (current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = parent;
        }

        return current;
    }

    private static string? MemberInAccess(IOperation whenNotNull)
    {
        IOperation? self = whenNotNull.DescendantsAndSelf().FirstOrDefault(static operation => operation is IConditionalAccessInstanceOperation);
        return self?.Parent switch
        {
            IInvocationOperation call when call.Instance == self => call.TargetMethod.Name,
            IMemberReferenceOperation member when member.Instance == self => member.Member.Name,
            _ => null,
        };
    }

    private static bool IsThat(IOperation? instance, IOperation reference) => instance is not null && ConfigValues.Unwrap(instance) == reference;
}
