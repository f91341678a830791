using System.Text;
using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.Tests;

/// <summary>Records as the poll thread makes them.</summary>
internal static class Polled
{
    public static ConsumedMessage Record(PartitionState partition, long offset, string? key, int size = 0, RecordScheduler? scheduler = null)
    {
        ConsumedMessage message = Rent(scheduler);
        message.Set(
            partition,
            new ConsumeResult<PooledBytes, PooledBytes>
            {
                TopicPartitionOffset = new TopicPartitionOffset(partition.Topic, partition.Partition, offset),
                Message = new Message<PooledBytes, PooledBytes>
                {
                    Key = Bytes(key is null ? null : Encoding.UTF8.GetBytes(key)),
                    Value = Bytes(new byte[size]),
                    Headers = [],
                },
            },
            polledAt: 0);
        return message;
    }

    private static PooledBytes Bytes(byte[]? bytes) => PooledBytes.Deserializer.Instance.Deserialize(bytes, bytes is null, SerializationContext.Empty);

    private static ConsumedMessage Rent(RecordScheduler? scheduler)
    {
        if (scheduler is null)
        {
            return new ConsumedMessage();
        }

        Stack<ConsumedMessage> one = new();
        scheduler.Rent(one);
        return one.Pop();
    }
}
