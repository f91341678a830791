namespace BatchGen.Analyzers.Model;

/// <summary>The <c>[Fallback]</c> of a job.</summary>
/// <param name="Store">The store; null when it is no string.</param>
/// <param name="Notify">The channels; empty when not stated.</param>
/// <param name="Compensate">The job to trigger, or null.</param>
internal sealed record FallbackSpec(string? Store, EquatableArray<string> Notify, string? Compensate);
