using System.Diagnostics;
using Confluent.Kafka;

namespace BatchGen.Cli.Connection;

/// <summary>Reads a range of one partition. Blocks: the client's consumer has no asynchronous face.</summary>
internal static class RangeReader
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">Nothing came for 30 s, though the partition has not ended.</exception>
    public static IEnumerable<ConsumeResult<byte[]?, byte[]?>> Read(
        IConsumer<byte[]?, byte[]?> consumer, OffsetRange range, ClientMessages messages, CancellationToken cancellationToken)
    {
        if (range.Start >= range.End)
        {
            yield break;
        }

        consumer.Assign(new TopicPartitionOffset(range.Partition, range.Start));
        try
        {
            long heard = Stopwatch.GetTimestamp();
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ConsumeResult<byte[]?, byte[]?>? result = Consume(consumer);
                if (result is null)
                {
                    if (Stopwatch.GetElapsedTime(heard) > Silence)
                    {
                        throw new TimeoutException(
                            $"{range.Partition.Topic}[{range.Partition.Partition.Value}] sends nothing: {messages.Last ?? "the broker does not say why"}");
                    }

                    continue;
                }

                heard = Stopwatch.GetTimestamp();
                if (result.TopicPartition != range.Partition)
                {
                    continue;
                }

                if (result.IsPartitionEOF)
                {
                    // Before the range's end where it ends with a transaction that is open or was aborted.
                    yield break;
                }

                if (result.Offset < range.End)
                {
                    yield return result;
                }

                if (result.Offset >= range.End - 1)
                {
                    yield break;
                }
            }
        }
        finally
        {
            consumer.Unassign();
        }
    }

    private static ConsumeResult<byte[]?, byte[]?>? Consume(IConsumer<byte[]?, byte[]?> consumer)
    {
        try
        {
            return consumer.Consume(Step);
        }
        catch (ConsumeException exception) when (exception.Error.Code == ErrorCode.GroupAuthorizationFailed)
        {
            // The client looks its group up though it never joins it; reading needs no permission there.
            return null;
        }
    }
}
