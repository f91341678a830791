using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;

/// <summary>The status of one token.</summary>
/// <param name="Status">The union over all paths.</param>
/// <param name="Commits">Commits that are wrong if the record turns out to be processed later.</param>
/// <param name="Failure">What variables hold on the paths on which the record has failed; null where it has on none.</param>
internal readonly record struct RecordState(RecordStatus Status, ImmutableHashSet<SyntaxNode> Commits, VariableFacts? Failure = null)
{
    private const RecordStatus AnyFailure = RecordStatus.Failing | RecordStatus.Failed;

    public RecordState(RecordStatus status)
        : this(status, ImmutableHashSet<SyntaxNode>.Empty)
    {
    }

    /// <summary>Whether its processing has thrown on some path.</summary>
    public bool HasFailed => (Status & AnyFailure) != 0;

    /// <summary>Whether it is processed on every path.</summary>
    public bool IsProcessed => Status == RecordStatus.Done;

    public bool Is(RecordStatus status) => (Status & status) != 0;

    /// <summary>Exchanges some statuses for another.</summary>
    public RecordState Replace(RecordStatus old, RecordStatus status)
    {
        RecordStatus replaced = (Status & ~old) | status;
        return this with { Status = replaced, Failure = (replaced & AnyFailure) == 0 ? null : Failure };
    }

    public RecordState Union(RecordState other) => new(
        Status | other.Status,
        Commits is null ? other.Commits : Commits.Union(other.Commits ?? []),
        Failure is { } failure && other.Failure is { } otherFailure ? failure.Join(otherFailure) : Failure ?? other.Failure);

    public bool Equals(RecordState other) =>
        Status == other.Status && (Commits ?? []).SetEquals(other.Commits ?? []) && Equals(Failure, other.Failure);

    public override int GetHashCode() => (int)Status;
}
