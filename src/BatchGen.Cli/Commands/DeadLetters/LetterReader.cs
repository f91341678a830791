using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;
using Confluent.Kafka;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary>
/// Reads the letters of a selection, as the topic was when the reader was opened: partition by partition, in the order of their offsets,
/// so that every look gives the same order. What arrives later is not seen.
/// </summary>
internal sealed class LetterReader
{
    private readonly Cluster _cluster;
    private readonly LetterSelection _selection;

    private LetterReader(Cluster cluster, LetterSelection selection, IReadOnlyList<OffsetRange> ranges) =>
        (_cluster, _selection, Ranges) = (cluster, selection, ranges);

    /// <summary>What is read: the partitions as they were.</summary>
    public IReadOnlyList<OffsetRange> Ranges { get; }

    /// <exception cref="MissingInputException">There is no such topic, or no such partition.</exception>
    public static async Task<LetterReader> OpenAsync(Cluster cluster, LetterSelection selection)
    {
        IReadOnlyList<TopicPartition> partitions = cluster.FindTopic(selection.Topic)
            ?? throw new MissingInputException($"There is no topic '{selection.Topic}' at {cluster.BootstrapServers}.");
        if (selection.Partition is { } wanted)
        {
            int count = partitions.Count;
            partitions = [.. partitions.Where(place => place.Partition.Value == wanted)];
            if (partitions.Count == 0)
            {
                throw new MissingInputException($"'{selection.Topic}' has no partition {wanted}; it has 0 to {count - 1}.");
            }
        }

        IReadOnlyList<OffsetRange> ranges = await cluster.RangesAsync(partitions).ConfigureAwait(false);
        return new LetterReader(cluster, selection, selection.Offset is { } offset ? [.. ranges.Select(range => Only(range, offset))] : ranges);
    }

    /// <summary>All letters of the partitions that match the filter.</summary>
    public IEnumerable<DeadLetter> Read(CancellationToken cancellationToken) => Ranges
        .SelectMany(range => _cluster.Read(range, cancellationToken))
        .Select(DeadLetter.Of)
        .Where(_selection.Filter.Matches);

    /// <summary>How many offsets the topic has grown by since.</summary>
    public async Task<long> GrowthAsync()
    {
        Dictionary<TopicPartition, long> ends = await _cluster.EndsAsync([.. Ranges.Select(range => range.Partition)]).ConfigureAwait(false);
        return _selection.Offset is not null ? 0 : Ranges.Sum(range => Math.Max(0, ends[range.Partition] - range.End));
    }

    private static OffsetRange Only(OffsetRange range, long offset) =>
        offset >= range.Start && offset < range.End ? range with { Start = offset, End = offset + 1 } : range with { Start = range.End };
}
