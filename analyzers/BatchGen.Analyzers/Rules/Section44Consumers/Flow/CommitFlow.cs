using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>
/// A forward data-flow analysis over the basic blocks of one body: what is known of each consumed record at each point, as the union
/// over all paths, exceptional ones included.
/// </summary>
internal sealed class CommitFlow
{
    // Far more than any body needs; a bound against endless work, should joining ever fail to settle.
    private const int MostVisits = 20_000;

    private readonly ControlFlowGraph _graph;
    private readonly KafkaSymbols _kafka;
    private readonly FlowRecorder _recorder;
    private readonly RecordEffects _effects;
    private readonly OperationFlow _operations;
    private readonly BranchRefinement _refinement;
    private readonly LoopExits _loops;
    private readonly VerdictVariables _verdicts;
    private readonly FailureBranches _failures;
    private readonly Dictionary<(int Block, FinallyContext? Context), FlowState> _states = [];
    private readonly Queue<(int Block, FinallyContext? Context)> _work = new();

    private CommitFlow(ControlFlowGraph graph, KafkaSymbols kafka, HelperMethods helpers, FlowRecorder recorder, bool isHelper)
    {
        _graph = graph;
        _kafka = kafka;
        _recorder = recorder;
        _effects = new(recorder) { IsHelper = isHelper };
        VariableFlow variables = new(kafka, _effects);
        bool commitsStoredOffsets = StoredOffsets.AreUsedAround(graph.OriginalOperation.Syntax);
        _operations = new(kafka, _effects, variables, new(kafka, _effects, variables, helpers, commitsStoredOffsets));
        _refinement = new(kafka, _operations, variables, _effects);
        _loops = new(graph);
        _verdicts = new(graph, kafka);
        _failures = new(_effects, _verdicts, _loops, recorder);
    }

    /// <summary>What a body commits wrongly.</summary>
    /// <param name="graph">The body.</param>
    /// <param name="kafka">The Kafka types.</param>
    /// <param name="containingType">The type whose helper methods are looked into.</param>
    /// <param name="model">The semantic model of the body's file.</param>
    public static FlowReport Of(ControlFlowGraph graph, KafkaSymbols kafka, INamedTypeSymbol? containingType, SemanticModel model) =>
        Analyze(graph, kafka, new(kafka, containingType, model, isNested: false), StartStates.OfBody(graph, kafka), isHelper: false).Report;

    /// <summary>The same for a helper, whose parameters are records in the given status; and whether one can end with a failed record.</summary>
    public static (FlowReport Report, bool EndsFailed) OfHelper(
        ControlFlowGraph graph, KafkaSymbols kafka, INamedTypeSymbol? containingType, SemanticModel model, RecordStatus status) =>
        Analyze(graph, kafka, new(kafka, containingType, model, isNested: true), StartStates.OfHelper(graph, kafka, status), isHelper: true);

    private static (FlowReport Report, bool EndsFailed) Analyze(
        ControlFlowGraph graph, KafkaSymbols kafka, HelperMethods helpers, FlowState start, bool isHelper)
    {
        FlowRecorder recorder = new();

        // The second run knows where records are processed, which loops and handlers need.
        bool endsFailed = false;
        for (int run = 0; run < 2; run++)
        {
            recorder.ForgetCommits();
            CommitFlow flow = new(graph, kafka, helpers, recorder, isHelper);
            flow.Run(start);
            endsFailed = flow._states.TryGetValue((graph.Blocks.Length - 1, null), out FlowState? end)
                && end.Records.Values.Any(static record => record.Is(RecordStatus.Failed));
        }

        return (recorder.Report(), endsFailed);
    }

    private void Run(FlowState start)
    {
        Reach(0, null, start);
        for (int visits = 0; _work.Count > 0 && visits < MostVisits; visits++)
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
            Visit(block, context, operation);
        }

        FlowValue value = block.BranchValue is { } branchValue ? Visit(block, context, branchValue) : FlowValue.Nothing;

        FlowState end = _effects.State;
        if (block.ConditionalSuccessor is { } conditional)
        {
            bool whenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            _effects.Inspect(value);
            end = _effects.State;
            Branch(block, whenTrue);
            Follow(block, conditional, context, _effects.State);
            _effects.State = end;
            Branch(block, !whenTrue);
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

    private FlowValue Visit(BasicBlock block, FinallyContext? context, IOperation operation)
    {
        FlowState before = _effects.State;
        _effects.Attempted.Clear();
        FlowValue value = _operations.Visit(operation);
        if (ExceptionPaths.MayThrow(operation))
        {
            Throw(block.EnclosingRegion, context, CaughtFailures.Throw(before, _effects.Attempted));
        }

        return value;
    }

    private void Branch(BasicBlock block, bool outcome)
    {
        _refinement.Apply(block.BranchValue!, outcome);
        _failures.Apply(block, block.BranchValue!, outcome);
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

        if (branch.Destination is not { } destination || _loops.LoopLeft(block.Ordinal, destination.Ordinal) is not { } loop)
        {
            return state;
        }

        // A handler that decides whether to go on may well leave the loop itself when the work has failed for good.
        bool failuresAreReal = VerdictVariables.IsInHandler(block) || !_verdicts.HasDecidingHandler(loop.First, loop.Last);
        return LoopExits.Blur(loop, state, _recorder, failuresAreReal);
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

    private void Throw(ControlFlowRegion? from, FinallyContext? context, FlowState state)
    {
        foreach (ExceptionPath path in ExceptionPaths.From(from))
        {
            FlowState entry = path.IsFinally ? state : Catch(path, context, state);
            FinallyContext? next = path.IsFinally ? new(null, 0, context) : context;
            Reach(path.Entry, next, entry);
        }
    }

    private FlowState Catch(ExceptionPath path, FinallyContext? context, FlowState state)
    {
        (int first, int last) = (path.Try.FirstBlockOrdinal, path.Try.LastBlockOrdinal);
        _states.TryGetValue((first, context), out FlowState? entry);
        bool isFailure = path.Handler.Kind == ControlFlowRegionKind.Catch
            && CaughtFailures.IsFailure(path.Handler.ExceptionType, ExceptionPaths.CallsConsumer(_graph, path.Try, _kafka));
        return CaughtFailures.Catch(
            RecordEffects.Blur(state, _recorder, first, last),
            isFailure,
            isSecondary: token => entry is not null && entry[token].IsProcessed && !_recorder.IsConsumedWithin(token, first, last));
    }
}
