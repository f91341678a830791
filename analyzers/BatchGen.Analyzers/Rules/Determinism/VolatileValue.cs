namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>A value that changes from run to run.</summary>
/// <param name="Kind">Why it changes.</param>
/// <param name="Name">How messages call it: <c>Guid.NewGuid()</c>, <c>DateTime.UtcNow</c>.</param>
internal readonly record struct VolatileValue(VolatileKind Kind, string Name)
{
    /// <summary>The kind in words, to follow "is" or stand in parentheses.</summary>
    public string Category => Kind switch
    {
        VolatileKind.Time => "the current time",
        VolatileKind.Duration => "a measured time",
        VolatileKind.Random => "a random value",
        VolatileKind.Identifier => "a new identifier",
        VolatileKind.HashCode => "a hash code",
        VolatileKind.Environment => "a fact of the environment",
        _ => "a counter",
    };
}
