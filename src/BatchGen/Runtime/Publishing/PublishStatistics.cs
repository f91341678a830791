using System.Collections.Concurrent;
using BatchGen.Telemetry;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>What was acknowledged to a job. Counted on the client's poll thread, read by anyone.</summary>
internal sealed class PublishStatistics
{
    private readonly ConcurrentDictionary<TopicPartition, long> _positions = new();
    private long _acknowledged;

    /// <summary>How many records were acknowledged.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public LatencyHistogram AckLatency { get; } = new();

    /// <summary>For each partition the offset behind its last acknowledged record: what a consumer has to reach to have them all.</summary>
    public IReadOnlyDictionary<TopicPartition, long> Positions => _positions;

    public void Count(TopicPartitionOffset place, TimeSpan latency)
    {
        Interlocked.Increment(ref _acknowledged);
        AckLatency.Record(latency);
        long next = place.Offset.Value + 1;
        if (!_positions.TryGetValue(place.TopicPartition, out long known) || known < next)
        {
            _positions.AddOrUpdate(place.TopicPartition, next, (_, current) => Math.Max(current, next));
        }
    }
}
