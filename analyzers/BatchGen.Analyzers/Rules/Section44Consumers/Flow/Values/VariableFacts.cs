using System.Collections.Immutable;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;

/// <summary>
/// The constants that locals and temporaries hold on all paths to a point: <c>ok</c> is false, <c>error</c> is not null. They tell which way a later
/// branch goes for a record that has failed.
/// </summary>
internal sealed class VariableFacts : IEquatable<VariableFacts>
{
    /// <summary>Stands for any value but null.</summary>
    public static readonly object NotNull = new();

    /// <summary>Stands for null.</summary>
    public static readonly object Null = new();

    private readonly ImmutableDictionary<object, object> _values;

    private VariableFacts(ImmutableDictionary<object, object> values) => _values = values;

    public static VariableFacts None { get; } = new(ImmutableDictionary<object, object>.Empty);

    /// <summary>What a local is known to hold, or null.</summary>
    public object? this[object variable] => _values.TryGetValue(variable, out object? value) ? value : null;

    public VariableFacts With(object variable, object? value) => value is null
        ? _values.ContainsKey(variable) ? new(_values.Remove(variable)) : this
        : new(_values.SetItem(variable, value));

    public VariableFacts Without(Func<object, bool> isForgotten) =>
        _values.Keys.Where(isForgotten).ToList() is { Count: > 0 } forgotten ? new(_values.RemoveRange(forgotten)) : this;

    /// <summary>What holds on both sides.</summary>
    public VariableFacts Join(VariableFacts other) => Without(variable => !Equals(other[variable], this[variable]));

    public bool Equals(VariableFacts? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _values.Count == other._values.Count && _values.All(pair => Equals(other[pair.Key], pair.Value)));

    public override bool Equals(object? obj) => Equals(obj as VariableFacts);

    public override int GetHashCode() => _values.Count;
}
