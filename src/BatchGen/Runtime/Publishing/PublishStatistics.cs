using System.Collections.Concurrent;
using BatchGen.Telemetry;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>What was acknowledged to a job. Counted on the client's poll thread, read by anyone.</summary>
internal sealed class PublishStatistics
{
    private readonly ConcurrentDictionary<TopicPartition, Place> _places = new();
    private Place? _last;
    private long _acknowledged;

    /// <summary>How many records were acknowledged.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public LatencyHistogram AckLatency { get; } = new();

    /// <summary>For each partition the offset behind its last acknowledged record: what a consumer has to reach to have them all.</summary>
    public IReadOnlyDictionary<TopicPartition, long> Positions => _places.ToDictionary(place => place.Key, place => place.Value.Next);

    public void Count(string topic, int partition, long offset, TimeSpan latency)
    {
        Interlocked.Increment(ref _acknowledged);
        AckLatency.Record(latency);

        // Acknowledgements come by batches, so mostly for the partition of the one before.
        if (Volatile.Read(ref _last) is not { } place || !place.Is(topic, partition))
        {
            place = _places.GetOrAdd(new TopicPartition(topic, partition), static key => new Place(key.Topic, key.Partition.Value));
            Volatile.Write(ref _last, place);
        }

        place.Reach(offset + 1);
    }

    private sealed class Place(string topic, int partition)
    {
        private long _next;

        public long Next => Interlocked.Read(ref _next);

        public bool Is(string otherTopic, int otherPartition) => partition == otherPartition && topic == otherTopic;

        public void Reach(long next)
        {
            long known = Interlocked.Read(ref _next);
            while (known < next)
            {
                long found = Interlocked.CompareExchange(ref _next, next, known);
                if (found == known)
                {
                    return;
                }

                known = found;
            }
        }
    }
}
