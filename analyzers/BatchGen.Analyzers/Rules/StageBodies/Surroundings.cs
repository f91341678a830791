using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.StageBodies;

/// <summary>Where in a body an operation stands.</summary>
internal static class Surroundings
{
    /// <summary>The operations around it, from the inside out.</summary>
    public static IEnumerable<IOperation> Ancestors(this IOperation operation)
    {
        for (IOperation? current = operation.Parent; current is not null; current = current.Parent)
        {
            yield return current;
        }
    }

    /// <summary>Whether it is the code of a lambda or local function inside the stage, and not of the stage itself.</summary>
    public static bool IsInFunction(this IOperation operation) =>
        operation.Ancestors().Any(static around => around is IAnonymousFunctionOperation or ILocalFunctionOperation);

    /// <summary>Whether it runs when something failed or is over: in a catch or a finally.</summary>
    public static bool IsCleanup(this IOperation operation)
    {
        IOperation inner = operation;
        foreach (IOperation around in operation.Ancestors())
        {
            if (around is ICatchClauseOperation || (around is ITryOperation { Finally: { } final } && final == inner))
            {
                return true;
            }

            inner = around;
        }

        return false;
    }

    /// <summary>The value without conversions, parentheses and <c>ConfigureAwait</c>.</summary>
    public static IOperation Core(this IOperation operation) => operation switch
    {
        IConversionOperation { Operand: { } operand } => operand.Core(),
        IParenthesizedOperation { Operand: { } operand } => operand.Core(),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } instance } => instance.Core(),
        _ => operation,
    };
}
