using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>Writes records that cannot be handled to their dead-letter topic, acknowledged by all in-sync replicas (standard 4.4).</summary>
internal sealed partial class DeadLetterWriter(KafkaProducers producers, TimeProvider time, ILogger<DeadLetterWriter> logger)
{
    /// <returns>Whether the broker has it; if not, it is for the fallback store.</returns>
    public async Task<bool> TryWriteAsync(
        string deadLetterTopic, string job, string? group, ConsumedMessage message, RecordFailure failure, CancellationToken cancellationToken)
    {
        Message<byte[], byte[]> letter = new()
        {
            Key = message.CopyKey()!,
            Value = message.CopyValue()!,
            Headers = DeadLetterHeaders.Build(message, failure, job, group, time.GetUtcNow()),
        };
        try
        {
            await producers.For(KafkaProducers.StandardPolicy()).ProduceAsync(deadLetterTopic, letter, cancellationToken).ConfigureAwait(false);
            LogDeadLettered(message.Partition.Topic, message.Partition.Partition, message.Offset, deadLetterTopic, failure.Kind, failure.Message);
            return true;
        }
        catch (KafkaException exception)
        {
            LogNotWritable(deadLetterTopic, message.Partition.Topic, message.Partition.Partition, message.Offset, exception.Error.Reason);
            return false;
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "{Topic}[{Partition}]@{Offset} went to {DeadLetterTopic}: {Kind}: {Reason}")]
    private partial void LogDeadLettered(string topic, int partition, long offset, string deadLetterTopic, string kind, string reason);

    [LoggerMessage(31, LogLevel.Error, "{DeadLetterTopic} does not take {Topic}[{Partition}]@{Offset}: {Reason}")]
    private partial void LogNotWritable(string deadLetterTopic, string topic, int partition, long offset, string reason);
}
