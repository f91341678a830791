using System.Collections.Immutable;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;

/// <summary>
/// What is known at a point of a body: which variables hold which records, and what was done with those. Variables are locals,
/// parameters and the temporaries of the control-flow graph.
/// </summary>
internal sealed class FlowState : IEquatable<FlowState>
{
    public static FlowState Empty { get; } =
        new(ImmutableDictionary<object, FlowValue>.Empty, ImmutableDictionary<RecordToken, RecordState>.Empty, VariableFacts.None);

    private FlowState(
        ImmutableDictionary<object, FlowValue> variables, ImmutableDictionary<RecordToken, RecordState> records, VariableFacts facts)
    {
        Variables = variables;
        Records = records;
        Facts = facts;
    }

    public ImmutableDictionary<object, FlowValue> Variables { get; }

    public ImmutableDictionary<RecordToken, RecordState> Records { get; }

    /// <summary>The constants that locals hold.</summary>
    public VariableFacts Facts { get; }

    public FlowValue this[object variable] => Variables.TryGetValue(variable, out FlowValue value) ? value : FlowValue.Nothing;

    public RecordState this[RecordToken token] => Records.TryGetValue(token, out RecordState state) ? state : new(RecordStatus.None);

    public FlowState With(object variable, FlowValue value) => value.Kind == FlowKind.Nothing
        ? new(Variables.Remove(variable), Records, Facts)
        : new(Variables.SetItem(variable, value), Records, Facts);

    public FlowState With(RecordToken token, RecordState state) => new(Variables, Records.SetItem(token, state), Facts);

    public FlowState Without(IEnumerable<object> variables) => new(Variables.RemoveRange(variables), Records, Facts);

    /// <summary>The state once a variable has got a value, which is null where it is not known.</summary>
    public FlowState WithFact(object variable, Func<VariableFacts, object?> value) => WithFacts(facts => facts.With(variable, value(facts)));

    public FlowState WithoutFacts(Func<object, bool> isForgotten) => WithFacts(facts => facts.Without(isForgotten));

    /// <summary>The records that a variable still holds, and the latest ones.</summary>
    public IEnumerable<RecordToken> Reachable() =>
        Records.Keys.Where(token => !token.IsEarlier || Variables.Values.Any(value => value.Tokens.Contains(token)));

    /// <summary>The state after a call has given a new record: what it gave before becomes an earlier record.</summary>
    public FlowState Consume(RecordToken token)
    {
        RecordState previous = this[token] with { Commits = [] };
        FlowState aged = new(
            Variables.ToImmutableDictionary(static pair => pair.Key, pair => pair.Value.Aged(token)),
            Records.SetItem(token.Earlier, this[token.Earlier].Union(previous)),
            Facts);
        return aged.With(token, new RecordState(RecordStatus.Fresh));
    }

    public FlowState Join(FlowState other)
    {
        ImmutableDictionary<object, FlowValue>.Builder variables = Variables.ToBuilder();
        foreach (KeyValuePair<object, FlowValue> pair in other.Variables)
        {
            variables[pair.Key] = this[pair.Key].Union(pair.Value);
        }

        ImmutableDictionary<RecordToken, RecordState>.Builder records = Records.ToBuilder();
        foreach (KeyValuePair<RecordToken, RecordState> pair in other.Records)
        {
            records[pair.Key] = this[pair.Key].Union(pair.Value);
        }

        return new(variables.ToImmutable(), records.ToImmutable(), Facts.Join(other.Facts));
    }

    public bool Equals(FlowState? other) =>
        other is not null
        && SameEntries(Variables, other.Variables)
        && SameEntries(Records, other.Records)
        && Facts.Equals(other.Facts);

    public override bool Equals(object? obj) => Equals(obj as FlowState);

    public override int GetHashCode() => unchecked((Variables.Count * 31) + Records.Count);

    // What a variable holds from here on, it holds on the paths of a failure as well.
    private FlowState WithFacts(Func<VariableFacts, VariableFacts> change)
    {
        ImmutableDictionary<RecordToken, RecordState> records = Records;
        foreach (KeyValuePair<RecordToken, RecordState> pair in Records)
        {
            if (pair.Value.Failure is { } failure)
            {
                records = records.SetItem(pair.Key, pair.Value with { Failure = change(failure) });
            }
        }

        return new(Variables, records, change(Facts));
    }

    private static bool SameEntries<TKey, TValue>(ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right)
        where TKey : notnull
        where TValue : IEquatable<TValue> =>
        left.Count == right.Count
        && left.All(pair => right.TryGetValue(pair.Key, out TValue? value) && pair.Value.Equals(value));
}
