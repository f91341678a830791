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

    public FlowValue Consume(RecordToken token)
    {
        recorder.Consuming(token, Block);
        State = State.Consume(token);
        return new(FlowKind.Record, [token]);
    }

    public void Process(FlowValue value) => Advance(value, RecordStatus.Done);

    public void Start(FlowValue value) => Advance(value, RecordStatus.Started);

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

    public void Commit(SyntaxNode commit, IEnumerable<RecordToken> tokens)
    {
        foreach (RecordToken token in tokens.ToList())
        {
            RecordState record = State[token];
            if ((record.Status & RecordStatus.Started) != 0)
            {
                recorder.EarlyCommit(commit);
            }

            if ((record.Status & RecordStatus.Fresh) != 0)
            {
                recorder.FreshCommit(commit, token);
            }

            bool mayStillCome = (record.Status & (RecordStatus.Fresh | RecordStatus.Inspected | RecordStatus.Transformed)) != 0;
            if (mayStillCome)
            {
                // One mistake is reported once: what follows this commit is not judged by the same record again.
                RecordStatus rest = record.Status & ~(RecordStatus.Fresh | RecordStatus.Started);
                State = State.With(token, new(rest | RecordStatus.Unknown, record.Commits.Add(commit)));
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
                RecordStatus rest = pair.Value.Status & ~(RecordStatus.Fresh | RecordStatus.Started);
                state = state.With(pair.Key, pair.Value with { Status = rest | RecordStatus.Unknown });
            }
        }

        return state;
    }

    private void Advance(FlowValue value, RecordStatus status)
    {
        foreach (RecordToken token in value.Tokens)
        {
            recorder.Processing(token, Block);
            RecordState record = State[token];
            foreach (SyntaxNode commit in record.Commits)
            {
                recorder.EarlyCommit(commit);
            }

            bool keepsUnknown = status == RecordStatus.Started && record.Status == RecordStatus.Unknown;
            State = State.With(token, new RecordState(keepsUnknown ? RecordStatus.Unknown : status));
        }
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
            if ((record.Status & (RecordStatus.Fresh | RecordStatus.Inspected)) != 0)
            {
                RecordStatus rest = record.Status & ~(RecordStatus.Fresh | RecordStatus.Inspected);
                State = State.With(token, record with { Status = rest | status });
            }
        }
    }
}
