using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>What happens to records at one point of a body: each method is one thing that can be done with a value.</summary>
internal sealed class RecordEffects(FlowRecorder recorder)
{
    /// <summary>What is known at this point; replaced as operations are visited.</summary>
    public FlowState State { get; set; } = FlowState.Empty;

    /// <summary>The block that is being visited.</summary>
    public int Block { get; set; }

    /// <summary>The records that the operation being visited works on: when it throws, that has failed.</summary>
    public HashSet<RecordToken> Attempted { get; } = [];

    public FlowValue Consume(RecordToken token)
    {
        recorder.Consuming(token, Block);
        State = State.Consume(token);
        return new(FlowKind.Record, [token]);
    }

    /// <summary>Whether the body is a helper's: what it notes down elsewhere is out of the sight of its caller.</summary>
    public bool IsHelper { get; set; }

    public void Process(FlowValue value, bool onlyPrepares = false)
    {
        Attempt(value);
        Advance(value, onlyPrepares ? RecordStatus.Done | RecordStatus.Prepared : RecordStatus.Done);
    }

    /// <summary>The end of what was started.</summary>
    public void Finish(FlowValue value)
    {
        Attempt(value);
        foreach (RecordToken token in value.Tokens)
        {
            RecordStatus started = State[token].Is(RecordStatus.Started) ? State[token].Status : RecordStatus.None;
            Advance(token, RecordStatus.Done | (started & RecordStatus.Prepared));
            if ((started & RecordStatus.Swallowing) != 0)
            {
                FailSilently([token]);
            }
        }
    }

    /// <summary>Takes note of work that may throw without being all the processing: reading a record into another form.</summary>
    public void Attempt(FlowValue value) => Attempted.UnionWith(value.Tokens);

    public void Start(FlowValue value, bool onlyPrepares = false, bool swallows = false) => Advance(
        value,
        RecordStatus.Started
            | (onlyPrepares ? RecordStatus.Prepared : RecordStatus.None)
            | (swallows ? RecordStatus.Swallowing : RecordStatus.None));

    /// <summary>Other code holds the records from here on, and nothing more can be told of them.</summary>
    public void Escape(FlowValue value)
    {
        if (value.HasContent)
        {
            Advance(value, RecordStatus.Unknown);
        }
    }

    public void Inspect(FlowValue value) => Weaken(value, RecordStatus.Inspected);

    public void Transform(FlowValue value) => Weaken(value, RecordStatus.Transformed);

    public void Touch(FlowValue value)
    {
        if (value.HasContent)
        {
            foreach (RecordToken token in value.Tokens)
            {
                recorder.Touch(token);
            }
        }
    }

    /// <summary>On these paths there is no such record: nothing was polled, or the end of the partition was.</summary>
    public void Absent(FlowValue value)
    {
        foreach (RecordToken token in value.Tokens)
        {
            State = State.With(token, new RecordState(RecordStatus.None));
        }
    }

    /// <summary>A failed record is in other hands from here on: dead-lettered, sought back to, noted down.</summary>
    public void Recover(IEnumerable<RecordToken> tokens)
    {
        foreach (RecordToken token in tokens)
        {
            RecordState record = State[token];
            if (record.HasFailed)
            {
                State = State.With(token, record.Replace(RecordStatus.Failing | RecordStatus.Failed, RecordStatus.Unknown));
            }
        }
    }

    public void RecoverAll() => Recover(State.Records.Keys);

    /// <summary>Code that is not followed may have got hold of the records: nothing more is said about them.</summary>
    public void Forget(FlowValue value)
    {
        foreach (RecordToken token in value.Tokens)
        {
            State = State.With(token, new RecordState(RecordStatus.Unknown));
        }
    }

    /// <summary>The helper that was given these records may have caught a failure of theirs without telling.</summary>
    public void FailSilently(IEnumerable<RecordToken> tokens)
    {
        foreach (RecordToken token in tokens)
        {
            RecordState record = State[token];
            State = State.With(token, record with { Status = record.Status | RecordStatus.Failed, Failure = State.Facts });
        }
    }

    public void NoRecords()
    {
        foreach (RecordToken token in State.Records.Keys)
        {
            State = State.With(token, new RecordState(RecordStatus.None));
        }
    }

    /// <summary>Notes that a call stores offsets, for a commit to come.</summary>
    public void Store(SyntaxNode call) => recorder.Store(call);

    public void Commit(SyntaxNode commit, IEnumerable<RecordToken> tokens)
    {
        foreach (RecordToken token in tokens.ToList())
        {
            RecordState record = State[token];
            if (record.Is(RecordStatus.Started))
            {
                recorder.EarlyCommit(commit);
            }

            // A record that others may get hold of in a field may have been processed by them while this body waited.
            if (record.Is(RecordStatus.Fresh) && !IsInField(token))
            {
                recorder.FreshCommit(commit, token);
            }

            bool isFailed = record.Is(RecordStatus.Failed)
                || (record.Is(RecordStatus.Failing) && !record.Is(RecordStatus.Fresh | RecordStatus.Started));
            if (isFailed)
            {
                recorder.FailedCommit(commit);
            }

            bool mayStillCome = record.Is(RecordStatus.Fresh | RecordStatus.Inspected | RecordStatus.Transformed);
            if (isFailed || mayStillCome)
            {
                // One mistake is reported once: what follows this commit is not judged by the same record again.
                const RecordStatus judged = RecordStatus.Fresh | RecordStatus.Started | RecordStatus.Failing | RecordStatus.Failed;
                RecordState rest = record.Replace(judged, RecordStatus.Unknown);
                State = State.With(token, mayStillCome ? rest with { Commits = record.Commits.Add(commit) } : rest);
            }
        }
    }

    /// <summary>A failure somewhere in these blocks was caught, or a loop of them ended: what they process cannot be told any more.</summary>
    public static FlowState Blur(FlowState state, FlowRecorder recorder, int firstBlock, int lastBlock)
    {
        foreach (KeyValuePair<RecordToken, RecordState> pair in state.Records)
        {
            if (pair.Value.Status != RecordStatus.None && recorder.IsProcessedWithin(pair.Key, firstBlock, lastBlock))
            {
                state = state.With(pair.Key, pair.Value.Replace(RecordStatus.Fresh | RecordStatus.Started, RecordStatus.Unknown));
            }
        }

        return state;
    }

    private bool IsInField(RecordToken token) =>
        State.Variables.Any(variable => variable.Key is IFieldSymbol or IPropertySymbol && variable.Value.Tokens.Contains(token));

    private void Advance(FlowValue value, RecordStatus status)
    {
        foreach (RecordToken token in value.Tokens)
        {
            Advance(token, status);
        }
    }

    private void Advance(RecordToken token, RecordStatus status)
    {
        recorder.Processing(token, Block);
        RecordState record = State[token];
        foreach (SyntaxNode commit in record.Commits)
        {
            recorder.EarlyCommit(commit);
        }

        const RecordStatus untold = RecordStatus.Unknown | RecordStatus.Failing | RecordStatus.Failed;
        bool keepsUnknown = (status & RecordStatus.Started) != 0 && record.Status != RecordStatus.None && (record.Status & ~untold) == 0;
        State = State.With(token, new RecordState(keepsUnknown ? RecordStatus.Unknown : status));
    }

    private void Weaken(FlowValue value, RecordStatus status)
    {
        if (!value.HasContent)
        {
            return;
        }

        Touch(value);
        foreach (RecordToken token in value.Tokens)
        {
            RecordState record = State[token];
            if (record.Is(RecordStatus.Fresh | RecordStatus.Inspected))
            {
                State = State.With(token, record.Replace(RecordStatus.Fresh | RecordStatus.Inspected, status));
            }
        }
    }
}
