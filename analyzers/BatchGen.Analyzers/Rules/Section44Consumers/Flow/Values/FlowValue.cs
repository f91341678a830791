using System.Collections.Immutable;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;

/// <summary>How a value relates to the records that it comes from; the later one wins where two meet.</summary>
internal enum FlowKind
{
    /// <summary>Not at all.</summary>
    Nothing,

    /// <summary>Topic, partition or offset: where a record is, not what it says.</summary>
    Position,

    /// <summary>An offset behind the record's: committing it commits the record.</summary>
    NextPosition,

    /// <summary>Something made from a record, or a collection of records.</summary>
    Content,

    /// <summary>The result of <c>Consume</c> itself.</summary>
    Record,

    /// <summary>A task that works on a record, or a collection of such tasks.</summary>
    Task,
}

/// <summary>A value of a body, with the records that it comes from.</summary>
internal readonly struct FlowValue(FlowKind kind, ImmutableHashSet<RecordToken> tokens) : IEquatable<FlowValue>
{
    private readonly ImmutableHashSet<RecordToken>? _tokens = tokens;

    public static FlowValue Nothing => default;

    public FlowKind Kind { get; } = tokens.IsEmpty ? FlowKind.Nothing : kind;

    public ImmutableHashSet<RecordToken> Tokens => _tokens ?? ImmutableHashSet<RecordToken>.Empty;

    /// <summary>Whether giving it to somebody gives them what a record says.</summary>
    public bool HasContent => Kind >= FlowKind.Content;

    public FlowValue As(FlowKind kind) => new(kind, Tokens);

    /// <summary>What is read out of it: content of a record, but a position stays one.</summary>
    public FlowValue Derived() => Kind == FlowKind.Record ? As(FlowKind.Content) : this;

    public FlowValue Union(FlowValue other)
    {
        if (Kind == FlowKind.Nothing)
        {
            return other;
        }

        return other.Kind == FlowKind.Nothing ? this : new(Kind > other.Kind ? Kind : other.Kind, Tokens.Union(other.Tokens));
    }

    /// <summary>The value once the call that gave a record was made again.</summary>
    public FlowValue Aged(RecordToken token) =>
        Tokens.Contains(token) ? new(Kind, Tokens.Remove(token).Add(token.Earlier)) : this;

    public bool Equals(FlowValue other) => Kind == other.Kind && Tokens.SetEquals(other.Tokens);

    public override bool Equals(object? obj) => obj is FlowValue other && Equals(other);

    public override int GetHashCode() => unchecked(((int)Kind * 31) + Tokens.Count);
}
