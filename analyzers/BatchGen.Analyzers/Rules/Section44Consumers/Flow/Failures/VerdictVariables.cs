using System.Collections.Immutable;
using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;

/// <summary>
/// The variables that may say how the work on a record went: those that are written around a handler. What a branch on one of them means
/// for a failed record cannot be told, unless a constant decides it.
/// </summary>
internal sealed class VerdictVariables
{
    private readonly ControlFlowGraph _graph;
    private readonly KafkaSymbols _kafka;
    private readonly Dictionary<ISymbol, List<int>> _writes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, HashSet<ISymbol>> _sources = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, HashSet<ISymbol>> _captures = [];
    private readonly List<ControlFlowRegion> _handled = [];

    public VerdictVariables(ControlFlowGraph graph, KafkaSymbols kafka)
    {
        _graph = graph;
        _kafka = kafka;
        Gather(graph.Root);
        if (_handled.Count == 0)
        {
            return;
        }

        foreach (BasicBlock block in graph.Blocks)
        {
            bool isInHandler = IsInHandler(block);
            foreach (IOperation operation in Operations(block))
            {
                foreach (IOperation part in operation.DescendantsAndSelf())
                {
                    Note(part, block.Ordinal, isInHandler);
                }
            }
        }
    }

    /// <summary>Whether a block belongs to a handler, its filter included.</summary>
    public static bool IsInHandler(BasicBlock block) =>
        ExceptionPaths.Enclosing(block.EnclosingRegion, ControlFlowRegionKind.Catch) is not null
        || ExceptionPaths.Enclosing(block.EnclosingRegion, ControlFlowRegionKind.FilterAndHandler) is not null;

    /// <summary>Whether a range of blocks has a handler that decides something itself.</summary>
    public bool HasDecidingHandler(int first, int last) => _graph.Blocks.Any(block =>
        block.Ordinal >= first
        && block.Ordinal <= last
        && IsInHandler(block)
        && block.ConditionalSuccessor is not null);

    /// <summary>Whether a condition looks at a variable that may say how the work went.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="retryLoops">The loops around the work: what they count is such a variable as well.</param>
    /// <param name="isLoopExit">Whether the condition ends one of those loops: a counter that a handler moves is then no verdict.</param>
    /// <param name="holdsRecord">Whether a variable holds the record itself.</param>
    public bool IsVerdict(
        IOperation condition, IReadOnlyList<(int First, int Last)> retryLoops, bool isLoopExit, Func<ISymbol, bool> holdsRecord) =>
        Sources(condition, holdsRecord).Any(variable =>
            _writes.TryGetValue(variable, out List<int>? blocks)
            && blocks.Any(block => IsVerdictAt(block, retryLoops, isLoopExit && IsCounter(variable))));

    // The variables of a condition, and those that they were made of: "var failed = errors.Count > 0; ... if (failed)".
    private IEnumerable<ISymbol> Sources(IOperation condition, Func<ISymbol, bool> holdsRecord)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Stack<ISymbol> open = new(Mentioned(condition));
        while (open.Count > 0)
        {
            ISymbol variable = open.Pop();
            if (!holdsRecord(variable) && seen.Add(variable))
            {
                yield return variable;
                foreach (ISymbol source in _sources.TryGetValue(variable, out HashSet<ISymbol>? sources) ? sources : [])
                {
                    open.Push(source);
                }
            }
        }
    }

    private bool IsVerdictAt(int block, IReadOnlyList<(int First, int Last)> retryLoops, bool isExitCounter)
    {
        foreach (ControlFlowRegion region in _handled)
        {
            if (region.FirstBlockOrdinal <= block && block <= region.LastBlockOrdinal)
            {
                return !isExitCounter || !IsInHandler(_graph.Blocks[block]);
            }
        }

        return !isExitCounter && retryLoops.Any(loop => loop.First <= block && block <= loop.Last);
    }

    private void Gather(ControlFlowRegion region)
    {
        if (region.Kind == ControlFlowRegionKind.TryAndCatch)
        {
            _handled.Add(region);
        }

        foreach (ControlFlowRegion nested in region.NestedRegions)
        {
            Gather(nested);
        }
    }

    private void Note(IOperation operation, int block, bool isInHandler)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                _captures[capture.Id] = new(Mentioned(capture.Value), SymbolEqualityComparer.Default);
                break;
            case IAssignmentOperation assignment:
                Write(assignment.Target, block);
                foreach (ISymbol target in Mentioned(assignment.Target))
                {
                    if (!_sources.TryGetValue(target, out HashSet<ISymbol>? sources))
                    {
                        _sources[target] = sources = new(SymbolEqualityComparer.Default);
                    }

                    sources.UnionWith(Mentioned(assignment.Value));
                }

                break;
            case IIncrementOrDecrementOperation step:
                Write(step.Target, block);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                Write(argument.Value, block);
                break;
            case IInvocationOperation { Instance: { } receiver } call when isInHandler
                && CallClassifier.Of(call.TargetMethod, _kafka) is not (CallKind.Logs or CallKind.Commits or CallKind.ControlsConsumer):
                // "errors.Add(exception)", asked for its count later.
                Write(receiver, block);
                break;
        }
    }

    private void Write(IOperation target, int block)
    {
        foreach (ISymbol variable in Mentioned(target))
        {
            if (!_writes.TryGetValue(variable, out List<int>? blocks))
            {
                _writes[variable] = blocks = [];
            }

            blocks.Add(block);
        }
    }

    private IEnumerable<ISymbol> Mentioned(IOperation operation)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            switch (part)
            {
                case ILocalReferenceOperation local:
                    yield return local.Local;
                    break;
                case IParameterReferenceOperation parameter:
                    yield return parameter.Parameter;
                    break;
                case IFieldReferenceOperation field:
                    yield return field.Field;
                    break;
                case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation or null } property:
                    yield return property.Property;
                    break;
                case IFlowCaptureReferenceOperation capture when _captures.TryGetValue(capture.Id, out HashSet<ISymbol>? mentioned):
                    foreach (ISymbol variable in mentioned)
                    {
                        yield return variable;
                    }

                    break;
            }
        }
    }

    private static ImmutableArray<IOperation> Operations(BasicBlock block) =>
        block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations;

    private static bool IsCounter(ISymbol variable) => variable switch
    {
        ILocalSymbol local => IsNumber(local.Type),
        IParameterSymbol parameter => IsNumber(parameter.Type),
        IFieldSymbol field => IsNumber(field.Type),
        _ => false,
    };

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;
}
