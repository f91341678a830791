using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.StageBodies;

/// <summary>
/// What a body has waited for, so that its tasks are complete behind that: everything named inside an <c>await</c>, such as the list
/// in <c>await Task.WhenAll(tasks)</c>, what <c>Task.WhenAny</c> gave, and everything whose state the body asks for.
/// </summary>
internal sealed class AwaitedTasks
{
    private readonly Dictionary<ISymbol, int> _awaited = new(SymbolEqualityComparer.Default);

    public AwaitedTasks(StageBody body)
    {
        foreach (IOperation operation in body.Operations)
        {
            switch (operation)
            {
                case IAwaitOperation awaited:
                    AddAll(awaited.Operation, awaited.Syntax.SpanStart);
                    if (awaited.Operation.Core() is IInvocationOperation { TargetMethod.Name: "WhenAny" }
                        && awaited.Ancestors().OfType<IVariableDeclaratorOperation>().FirstOrDefault() is { } declarator)
                    {
                        Add(declarator.Symbol, awaited.Syntax.SpanStart);
                    }

                    break;
                case IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "Status", Instance: { } task }:
                    AddAll(task, operation.Syntax.SpanStart);
                    break;
            }
        }
    }

    /// <summary>Whether a task is known to be complete where it is used.</summary>
    public bool Covers(IOperation task) => Root(task) is { } root && SymbolOf(root) is { } symbol && Covers(symbol, root);

    // What a task is kept in: 'tasks' of 'tasks[0]', 'pair' of 'pair.Task'. A call that starts a task keeps it nowhere.
    private static IOperation? Root(IOperation task) => task.Core() switch
    {
        IPropertyReferenceOperation { Instance: { } instance } when instance is not IInstanceReferenceOperation => Root(instance),
        IFieldReferenceOperation { Instance: { } instance } when instance is not IInstanceReferenceOperation => Root(instance),
        IArrayElementReferenceOperation { ArrayReference: { } array } => Root(array),
        IInvocationOperation { TargetMethod.ContainingNamespace.Name: "Linq" } query when query.Arguments.Length > 0 => Root(query.Arguments[0].Value),
        IInvocationOperation { TargetMethod.Name: "AsTask", Instance: { } value } => Root(value),
        IInvocationOperation => null,
        var root => root,
    };

    private bool Covers(ISymbol symbol, IOperation use) =>
        (_awaited.TryGetValue(symbol, out int position) && position < use.Syntax.SpanStart)
        || (symbol is ILocalSymbol && Loop(symbol, use) is { } collection && Covers(collection))
        || (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } function }
            && use.Ancestors().OfType<IAnonymousFunctionOperation>().FirstOrDefault(lambda => SymbolEqualityComparer.Default.Equals(lambda.Symbol, function)) is { } around
            && CallOf(around) is { } call
            && (call.TargetMethod.Name == "ContinueWith" || Covers(call.Instance ?? call.Arguments[0].Value)));

    private static IOperation? Loop(ISymbol symbol, IOperation use) => use.Ancestors()
        .OfType<IForEachLoopOperation>()
        .FirstOrDefault(loop => loop.Locals.Contains(symbol, SymbolEqualityComparer.Default))?.Collection;

    private static IInvocationOperation? CallOf(IAnonymousFunctionOperation lambda) =>
        lambda.Ancestors().TakeWhile(static around => around is IDelegateCreationOperation or IConversionOperation or IArgumentOperation or IInvocationOperation)
            .OfType<IInvocationOperation>().FirstOrDefault() is { } call && (call.Instance is not null || call.Arguments.Length > 0) ? call : null;

    private void AddAll(IOperation operation, int position)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (SymbolOf(part) is { } symbol)
            {
                Add(symbol, position);
            }
        }
    }

    private void Add(ISymbol symbol, int position)
    {
        if (!_awaited.TryGetValue(symbol, out int before) || position < before)
        {
            _awaited[symbol] = position;
        }
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}
