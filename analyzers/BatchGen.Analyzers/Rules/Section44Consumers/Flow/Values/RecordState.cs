using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;

/// <summary>The status of one token.</summary>
/// <param name="Status">The union over all paths.</param>
/// <param name="Commits">Commits that are wrong if the record turns out to be processed later.</param>
internal readonly record struct RecordState(RecordStatus Status, ImmutableHashSet<SyntaxNode> Commits)
{
    public RecordState(RecordStatus status)
        : this(status, ImmutableHashSet<SyntaxNode>.Empty)
    {
    }

    public RecordState Union(RecordState other) =>
        new(Status | other.Status, Commits is null ? other.Commits : Commits.Union(other.Commits ?? []));

    public bool Equals(RecordState other) => Status == other.Status && (Commits ?? []).SetEquals(other.Commits ?? []);

    public override int GetHashCode() => (int)Status;
}
