using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Section11Separation;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section32Retries.Failures;

/// <summary>Tells which catch takes every failure and lets none out.</summary>
internal static class BroadCatch
{
    private static readonly string[] CleanupPrefixes = ["Dispose", "Close", "Delete", "Rollback", "Abort", "Cancel", "Stop", "Release", "Cleanup", "CleanUp"];

    public static bool Swallows(ICatchClauseOperation handler, StageBody stage) =>
        IsBroad(handler, stage)
        && !handler.IsCleanup()
        && handler.Parent is ITryOperation guarded
        && !IsCleanup(guarded.Body)
        && !IsInRetry(handler)
        && handler is { Handler.Syntax: BlockSyntax block, SemanticModel: { } model }
        && EndsNormally(block, model)
        && !IsKept(handler)
        && !IsNarrowed(handler);

    private static bool IsBroad(ICatchClauseOperation handler, StageBody stage) =>
        (handler.Syntax is CatchClauseSyntax { Declaration: null }
            || handler.ExceptionType is { SpecialType: SpecialType.System_Object }
            || KnownTypes.Is(handler.ExceptionType, stage.Known.Exception)
            || KnownTypes.Is(handler.ExceptionType, stage.Known.SystemException))
        && (handler.Filter is null || IsCancellationTest(handler.Filter, isNegated: true));

    // 'when (e is not OperationCanceledException)' leaves everything that can fail.
    private static bool IsCancellationTest(IOperation condition, bool isNegated) => condition.Core() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: { } operand } => IsCancellationTest(operand, !isNegated),
        IIsTypeOperation { TypeOperand: { } type, IsNegated: false } => !isNegated && IsCancellation(type),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: { } pattern } } => isNegated && IsCancellation(TypeOf(pattern)),
        IIsPatternOperation { Pattern: { } pattern } => !isNegated && IsCancellation(TypeOf(pattern)),
        _ => false,
    };

    private static ITypeSymbol? TypeOf(IPatternOperation pattern) => pattern switch
    {
        ITypePatternOperation type => type.MatchedType,
        IDeclarationPatternOperation declaration => declaration.MatchedType,
        _ => null,
    };

    private static bool IsCancellation(ITypeSymbol? type) => type is { Name: "OperationCanceledException" or "TaskCanceledException" };

    private static bool EndsNormally(BlockSyntax block, SemanticModel model) =>
        model.AnalyzeControlFlow(block) is { Succeeded: true } flow && (flow.EndPointIsReachable || flow.ReturnStatements.Length > 0 || flow.ExitPoints.Length > 0);

    // What is thrown, reported or collected as a whole is told to somebody else: a task, a channel, a list of what went wrong.
    private static bool IsKept(ICatchClauseOperation handler) =>
        handler.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation { Symbol: { } exception }
        && handler.Handler.Descendants().OfType<ILocalReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, exception) && IsKept(reference));

    private static bool IsKept(ILocalReferenceOperation exception)
    {
        foreach (IOperation around in exception.Ancestors())
        {
            switch (around)
            {
                case IConversionOperation or ICoalesceOperation or ITupleOperation:
                    continue;
                case IAssignmentOperation or IReturnOperation or IVariableInitializerOperation:
                    return true;
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    return call.TargetMethod is { Name: "FromException" or "SetException" or "TrySetException" or "Capture" or "Complete" or "TryComplete" }
                        || (call.TargetMethod.Name is "Add" or "Enqueue" or "Push" or "TryAdd" && !CallClassifier.IsLogging(call.TargetMethod));
                default:
                    return false;
            }
        }

        return false;
    }

    // A condition on the failure lets out what is not expected, as a filter would; one on cancellation alone does not.
    private static bool IsNarrowed(ICatchClauseOperation handler) =>
        handler.Handler.Descendants().OfType<IThrowOperation>().Any(thrown => thrown.Ancestors()
            .TakeWhile(around => around != handler)
            .Any(around => around switch
            {
                IConditionalOperation choice => IsAbout(choice.Condition, handler),
                ISwitchOperation choice => IsAbout(choice.Value, handler),
                ISwitchExpressionOperation choice => IsAbout(choice.Value, handler),
                _ => false,
            }));

    private static bool IsAbout(IOperation condition, ICatchClauseOperation handler) =>
        !IsCancellationTest(condition, isNegated: false)
        && handler.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation { Symbol: { } exception }
        && condition.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, exception));

    private static bool IsInRetry(ICatchClauseOperation handler) =>
        handler.Ancestors().OfType<ILoopOperation>().FirstOrDefault() is { } loop && RetryLoops.IsRetry(loop);

    // Where nothing but tidying up can fail, nothing is lost.
    private static bool IsCleanup(IOperation work)
    {
        bool calls = false;
        foreach (IOperation operation in work.Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod: { } method })
            {
                bool tidies = method.Name == "ConfigureAwait" || CallClassifier.IsLogging(method)
                    || Array.Exists(CleanupPrefixes, prefix => method.Name.StartsWith(prefix, StringComparison.Ordinal));
                if (!tidies)
                {
                    return false;
                }

                calls = true;
            }
        }

        return calls;
    }
}
