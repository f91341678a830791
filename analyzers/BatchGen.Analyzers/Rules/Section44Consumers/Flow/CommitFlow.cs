using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>
/// A forward data-flow analysis over the basic blocks of one body: what is known of each consumed record at each point, as the union
/// over all paths, exceptional ones included.
/// </summary>
internal sealed class CommitFlow
{
    private readonly ControlFlowGraph _graph;
    private readonly FlowRecorder _recorder;
    private readonly RecordEffects _effects;
    private readonly OperationFlow _operations;
    private readonly BranchRefinement _refinement;
    private readonly LoopExits _loops;
    private readonly Dictionary<(int Block, FinallyContext? Context), FlowState> _states = [];
    private readonly Queue<(int Block, FinallyContext? Context)> _work = new();

    private CommitFlow(ControlFlowGraph graph, KafkaSymbols kafka, HelperMethods helpers, FlowRecorder recorder, bool commitsStoredOffsets)
    {
        _graph = graph;
        _recorder = recorder;
        _effects = new(recorder);
        VariableFlow variables = new(_effects);
        _operations = new(kafka, _effects, variables, new(kafka, _effects, variables, helpers, commitsStoredOffsets));
        _refinement = new(_operations, variables, _effects);
        _loops = new(graph);
    }

    /// <summary>The calls of a body that commit a record too early, in the order of the source.</summary>
    /// <param name="graph">The body.</param>
    /// <param name="kafka">The Kafka types.</param>
    /// <param name="containingType">The type whose helper methods are looked into.</param>
    /// <param name="model">The semantic model of the body's file.</param>
    /// <param name="isHelper">Whether the body is a helper's, whose parameters are unprocessed records.</param>
    public static IEnumerable<SyntaxNode> EarlyCommits(
        ControlFlowGraph graph, KafkaSymbols kafka, INamedTypeSymbol? containingType, SemanticModel model, bool isHelper = false)
    {
        SyntaxNode body = graph.OriginalOperation.Syntax;
        bool commitsStoredOffsets = StoredOffsets.AreUsedAround(body);
        FlowRecorder recorder = new();
        HelperMethods helpers = new(kafka, containingType, model, isNested: isHelper);
        FlowState start = isHelper ? ParameterState(graph, kafka) : FlowState.Empty;

        // The second run knows where records are processed, which loops and handlers need.
        for (int run = 0; run < 2; run++)
        {
            recorder.ForgetCommits();
            new CommitFlow(graph, kafka, helpers, recorder, commitsStoredOffsets).Run(start);
        }

        return recorder.EarlyCommits();
    }

    private static FlowState ParameterState(ControlFlowGraph graph, KafkaSymbols kafka)
    {
        FlowState state = FlowState.Empty;
        foreach (IParameterReferenceOperation reference in graph.Blocks
            .SelectMany(static block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            .SelectMany(static operation => operation.DescendantsAndSelf())
            .OfType<IParameterReferenceOperation>()
            .Where(reference => KafkaSymbols.Is(reference.Parameter.Type, kafka.ConsumeResult)))
        {
            if (reference.Parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } site)
            {
                RecordToken token = new(site, Consumer: null, IsEarlier: false);
                state = state.With(reference.Parameter, new FlowValue(FlowKind.Record, [token]))
                    .With(token, new RecordState(RecordStatus.Fresh));
            }
        }

        return state;
    }

    private void Run(FlowState start)
    {
        Reach(0, null, start);
        while (_work.Count > 0)
        {
            (int ordinal, FinallyContext? context) = _work.Dequeue();
            Visit(_graph.Blocks[ordinal], context, _states[(ordinal, context)]);
        }
    }

    private void Reach(int block, FinallyContext? context, FlowState state)
    {
        (int, FinallyContext?) key = (block, context);
        if (_states.TryGetValue(key, out FlowState? known))
        {
            FlowState joined = known.Join(state);
            if (joined.Equals(known))
            {
                return;
            }

            state = joined;
        }

        _states[key] = state;
        _work.Enqueue(key);
    }

    private void Visit(BasicBlock block, FinallyContext? context, FlowState state)
    {
        _effects.Block = block.Ordinal;
        _effects.State = state;
        foreach (IOperation operation in block.Operations)
        {
            ThrowFrom(block, context, operation);
            _operations.Visit(operation);
        }

        FlowValue value = FlowValue.Nothing;
        if (block.BranchValue is { } branchValue)
        {
            ThrowFrom(block, context, branchValue);
            value = _operations.Visit(branchValue);
        }

        FlowState end = _effects.State;
        if (block.ConditionalSuccessor is { } conditional)
        {
            bool whenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            _effects.Inspect(value);
            end = _effects.State;
            _refinement.Apply(block.BranchValue!, whenTrue);
            Follow(block, conditional, context, _effects.State);
            _effects.State = end;
            _refinement.Apply(block.BranchValue!, !whenTrue);
            end = _effects.State;
        }
        else if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return && value.HasContent)
        {
            // The caller processes what it is given.
            _effects.Process(value);
            end = _effects.State;
        }

        if (block.FallThroughSuccessor is { } fallThrough)
        {
            Follow(block, fallThrough, context, end);
        }
    }

    private void Follow(BasicBlock block, ControlFlowBranch branch, FinallyContext? context, FlowState state)
    {
        state = Leave(block, branch, state);
        if (branch.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow)
        {
            Throw(block.EnclosingRegion, context, state);
        }
        else if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
        {
            LeaveFinally(block, context, state);
        }
        else if (branch.FinallyRegions.Length > 0)
        {
            Reach(branch.FinallyRegions[0].FirstBlockOrdinal, new(branch, 0, context), state);
        }
        else if (branch.Destination is { } destination)
        {
            Reach(destination.Ordinal, context, state);
        }
    }

    private FlowState Leave(BasicBlock block, ControlFlowBranch branch, FlowState state)
    {
        foreach (ControlFlowRegion region in branch.LeavingRegions.Concat(branch.EnteringRegions))
        {
            state = state.Without([.. region.Locals, .. region.CaptureIds.Select(static id => (object)id)]);
        }

        return branch.Destination is { } destination && _loops.LoopLeft(block.Ordinal, destination.Ordinal) is { } loop
            ? LoopExits.Blur(loop, state, _recorder)
            : state;
    }

    private void LeaveFinally(BasicBlock block, FinallyContext? context, FlowState state)
    {
        if (context is { Branch: { } branch })
        {
            if (context.Index + 1 < branch.FinallyRegions.Length)
            {
                Reach(branch.FinallyRegions[context.Index + 1].FirstBlockOrdinal, context with { Index = context.Index + 1 }, state);
            }
            else if (branch.Destination is { } destination)
            {
                Reach(destination.Ordinal, context.Outer, state);
            }
        }
        else if (ExceptionPaths.Enclosing(block.EnclosingRegion, ControlFlowRegionKind.Finally) is { EnclosingRegion: { } tryAndFinally })
        {
            Throw(tryAndFinally.EnclosingRegion, context?.Outer, state);
        }
    }

    private void ThrowFrom(BasicBlock block, FinallyContext? context, IOperation operation)
    {
        if (ExceptionPaths.MayThrow(operation))
        {
            Throw(block.EnclosingRegion, context, _effects.State);
        }
    }

    private void Throw(ControlFlowRegion? from, FinallyContext? context, FlowState state)
    {
        foreach (ExceptionPath path in ExceptionPaths.From(from))
        {
            FlowState entry = path.IsFinally ? state : RecordEffects.Blur(state, _recorder, path.Try.FirstBlockOrdinal, path.Try.LastBlockOrdinal);
            FinallyContext? next = path.IsFinally ? new(null, 0, context) : context;
            Reach(path.Entry, next, entry);
        }
    }
}
