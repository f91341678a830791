using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section11Separation;

/// <summary>Tells a loop that does the same work again after it failed.</summary>
internal static class RetryLoops
{
    /// <summary>
    /// Whether a loop retries: it is no <c>foreach</c>, a <c>try</c> that can leave it is all that it does, and a <c>catch</c> goes on to the
    /// next turn. A loop that goes on to something else after a failure, such as the next page, leaves out and does not retry.
    /// </summary>
    public static bool IsRetry(ILoopOperation loop) =>
        loop is IWhileLoopOperation or IForLoopOperation
        && loop.Body is { } body
        && TryOf(body) is { } guarded
        && guarded.Catches.Any(GoesOn)
        && Leaves(guarded.Body, loop);

    private static ITryOperation? TryOf(IOperation body) => body switch
    {
        ITryOperation guarded => guarded,
        IBlockOperation block => block.Operations.OfType<ITryOperation>().FirstOrDefault(static guarded => guarded.Catches.Length > 0),
        _ => null,
    };

    // It need not throw on every path: the last attempt often does.
    private static bool GoesOn(ICatchClauseOperation handler) =>
        handler.Handler.Operations is not [.., IThrowOperation or IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break }]
        && handler.Handler.Operations is not [.., IExpressionStatementOperation { Operation: IThrowOperation }];

    private static bool Leaves(IOperation work, ILoopOperation loop) => work.Descendants().Any(operation => operation switch
    {
        IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.Break } =>
            !operation.Ancestors().TakeWhile(around => around != loop).Any(static around => around is ILoopOperation or ISwitchOperation or IAnonymousFunctionOperation or ILocalFunctionOperation),
        _ => false,
    });
}
