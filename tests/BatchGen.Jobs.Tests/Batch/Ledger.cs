using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace BatchGen.Jobs.Tests.Batch;

/// <summary>An order, or the refund of one.</summary>
public sealed record Booking([property: RecordId] string Id, int Amount);

[JsonSerializable(typeof(Booking))]
internal sealed partial class LedgerJson : JsonSerializerContext;

/// <summary>What the jobs have done, in order; a test looks at it.</summary>
public sealed class Ledger
{
    private readonly ConcurrentQueue<(string What, BatchContext Batch)> _lines = new();

    public IReadOnlyList<(string What, BatchContext Batch)> Lines => [.. _lines];

    /// <summary>Set to have the source of orders fail.</summary>
    public bool SourceIsAway { get; init; }

    public void Write(string what, BatchContext batch) => _lines.Enqueue((what, batch));
}
