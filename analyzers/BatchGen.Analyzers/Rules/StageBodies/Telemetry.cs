using BatchGen.Analyzers.Rules.Section44Consumers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.StageBodies;

/// <summary>Tells what only tells of the work, in a log, a metric or a failure's message, and is no part of its result.</summary>
internal static class Telemetry
{
    /// <summary>Whether a value ends in telemetry alone, also by way of locals.</summary>
    public static bool IsOnlyRecorded(IOperation value, StageBody body) => IsOnlyRecorded(value, body, []);

    private static bool IsOnlyRecorded(IOperation value, StageBody body, HashSet<ILocalSymbol> followed)
    {
        foreach (IOperation around in value.Ancestors())
        {
            switch (around)
            {
                case IArgumentOperation { Parent: IInvocationOperation call } when Records(call.TargetMethod):
                case IArgumentOperation { Parent: IObjectCreationOperation { Type: { } made } } when made.Name.EndsWith("Exception", StringComparison.Ordinal):
                case IThrowOperation:
                    return true;
                case IVariableDeclaratorOperation declarator:
                    return IsOnlyRecorded(declarator.Symbol, body, followed);
                case IArgumentOperation { Parent: IInvocationOperation or IObjectCreationOperation } argument
                    when !IsCalculation(argument.Parent):
                case IAnonymousFunctionOperation or ILocalFunctionOperation or IBlockOperation:
                    return false;
            }
        }

        return false;
    }

    private static bool IsOnlyRecorded(ILocalSymbol local, StageBody body, HashSet<ILocalSymbol> followed) =>
        !followed.Add(local)
        || body.Operations.OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
            .All(reference => IsOnlyRecorded(reference, body, followed));

    // Arithmetic on times keeps them what they are.
    private static bool IsCalculation(IOperation? call) =>
        call is IInvocationOperation { TargetMethod.ContainingType.ContainingNamespace.Name: "System" or "Diagnostics" };

    private static bool Records(IMethodSymbol method) =>
        CallClassifier.IsLogging(method) || method.ContainingType is { Name: "Console", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
