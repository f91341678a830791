using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>Where a job's records go: its producer, and what came of them so far. Any thread may publish.</summary>
internal sealed class PublishTarget(IProducer<byte[], byte[]> producer, TimeProvider time)
{
    private readonly PublishStatistics _statistics = new();

    public IProducer<byte[], byte[]> Producer => producer;

    public TimeProvider Time => time;

    public PublishStatistics Statistics => _statistics;

    /// <summary>The scope of one record that is published while another one is loaded.</summary>
    public PublishScope ScopeFor(Guid batchId, DateTimeOffset ingestedAt, CompensatedBatch? compensates) =>
        new KafkaPublishScope(this, batchId) { IngestedAt = ingestedAt, Compensates = compensates };
}
