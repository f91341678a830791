namespace BatchGen.Testing;

/// <summary>How what a handler writes to is to behave while <see cref="Conformance"/> looks at the handler.</summary>
public enum DependencyState
{
    /// <summary>It works.</summary>
    Working,

    /// <summary>Every call of it fails.</summary>
    Failing,

    /// <summary>A call of it does not return before its <see cref="CancellationToken"/> is cancelled, or until the state changes.</summary>
    Hanging,
}
