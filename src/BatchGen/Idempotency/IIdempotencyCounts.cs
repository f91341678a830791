namespace BatchGen;

/// <summary>A store that can tell how much it remembers. For people and gauges: it may have to read all it has.</summary>
public interface IIdempotencyCounts
{
    /// <summary>Counts what each consumer group has done, in the order of their names.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<IdempotencyCount>> CountsAsync(CancellationToken cancellationToken);
}

/// <summary>What a store remembers of one consumer group.</summary>
/// <param name="Group">The consumer group.</param>
/// <param name="Records">The records that count as done.</param>
/// <param name="Oldest">When the first of them was done.</param>
/// <param name="Newest">When the last of them was done.</param>
public sealed record IdempotencyCount(string Group, long Records, DateTimeOffset Oldest, DateTimeOffset Newest);
