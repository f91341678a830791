using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// Writes what handlers have published and commits the offsets of the records that they handled, as one transaction: a reader of committed
/// records sees each output once, however often its record was read (consume, transform, produce).
/// </summary>
/// <remarks>
/// Ownership: the poll thread, as the group's generation that fences a late owner is known there. The transactional id is this client's
/// alone; whoever was left behind by a rebalance is refused by the generation, not by the id.
/// </remarks>
internal sealed class OffsetTransactions(IProducer<byte[], byte[]> producer) : IDisposable
{
    private const int MaxTries = 10;

    /// <summary>How long one step of a transaction may take; all of them together stay well below <c>max.poll.interval.ms</c>.</summary>
    private static readonly TimeSpan StepTimeout = TimeSpan.FromSeconds(10);

    private bool _isInitialized;

    /// <summary>A transactional producer with the policy of the job's publish stage.</summary>
    public static ProducerConfig ConfigFor(ProducerConfig policy, string group) => new(new Dictionary<string, string>(policy))
    {
        TransactionalId = $"{group}-{Guid.NewGuid():N}",

        // What a process that dies leaves open keeps readers of committed records waiting for so long, and no longer.
        TransactionTimeoutMs = 30_000,
        MessageTimeoutMs = Math.Min(policy.MessageTimeoutMs ?? 30_000, 30_000),
    };

    /// <summary>Writes and commits, or does neither.</summary>
    /// <exception cref="KafkaException">Neither was done; when the error is fatal, another client has to take over.</exception>
    public void Commit(IReadOnlyCollection<TopicPartitionOffset> offsets, IEnumerable<PublishedMessage> messages, IConsumerGroupMetadata group)
    {
        if (!_isInitialized)
        {
            Try(() => producer.InitTransactions(StepTimeout));
            _isInitialized = true;
        }

        producer.BeginTransaction();
        try
        {
            foreach (PublishedMessage message in messages)
            {
                Produce(message);
            }

            Try(() => producer.SendOffsetsToTransaction(offsets, group, StepTimeout));
            Try(() => producer.CommitTransaction(StepTimeout));
        }
        catch (KafkaException exception) when (!exception.Error.IsFatal)
        {
            Abort();
            throw;
        }
    }

    public void Dispose() => producer.Dispose();

    private void Produce(PublishedMessage message)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                // A record that does not get there fails the commit, so its report needs no reader.
                producer.Produce(message.Topic, message.Message);
                return;
            }
            catch (ProduceException<byte[], byte[]> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull && tries < MaxTries)
            {
                producer.Flush(StepTimeout);
            }
        }
    }

    private void Abort()
    {
        try
        {
            Try(() => producer.AbortTransaction(StepTimeout));
        }
        catch (KafkaException exception) when (!exception.Error.IsFatal)
        {
            // Whether the transaction is still open is unknown, so this client can begin no other.
            throw new KafkaException(new Error(ErrorCode.Local_Fatal, $"a transaction could not be aborted: {exception.Error.Reason}", isFatal: true));
        }
    }

    /// <summary>A step whose outcome is unknown (a timeout) is to be called again until it is known.</summary>
    private static void Try(Action step)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                step();
                return;
            }
            catch (KafkaRetriableException) when (tries < MaxTries)
            {
                // The step has waited its time already.
            }
        }
    }
}
