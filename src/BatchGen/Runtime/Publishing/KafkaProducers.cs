using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>
/// The producers of the process: one for each policy, shared by all jobs and consumers that have it. Producers are safe for any number
/// of threads; this class owns them and flushes them at the end.
/// </summary>
internal sealed class KafkaProducers(KafkaConnection connection, ILogger<KafkaProducers> logger) : IDisposable
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Lazy<IProducer<byte[], byte[]>>> _producers = new(StringComparer.Ordinal);

    /// <summary>The policy of dead letters, and of publishing outside a job: the five settings of standard 4.3.</summary>
    public static ProducerConfig StandardPolicy() => new()
    {
        Acks = Acks.All,
        EnableIdempotence = true,
        CompressionType = Confluent.Kafka.CompressionType.Zstd,
        LingerMs = 5,
        MessageSendMaxRetries = int.MaxValue,
        MessageTimeoutMs = 30_000,
    };

    /// <summary>The producer for a policy.</summary>
    public IProducer<byte[], byte[]> For(ProducerConfig policy)
    {
        string key = string.Join(';', policy.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}={setting.Value}"));
        return _producers.GetOrAdd(key, _ => new Lazy<IProducer<byte[], byte[]>>(() => Build(policy))).Value;
    }

    /// <summary>A producer for the transactions of one consumer, which owns it.</summary>
    public IProducer<byte[], byte[]> NewTransactional(ProducerConfig policy, string group) => Build(OffsetTransactions.ConfigFor(policy, group));

    public void Dispose()
    {
        // 'up' ends its producers before its broker, and the container asks again.
        foreach (string policy in _producers.Keys)
        {
            if (_producers.TryRemove(policy, out Lazy<IProducer<byte[], byte[]>>? producer) && producer.IsValueCreated)
            {
                producer.Value.Flush(FlushTimeout);
                producer.Value.Dispose();
            }
        }
    }

    private IProducer<byte[], byte[]> Build(ProducerConfig policy) => KafkaConnection.Build(
        new ProducerBuilder<byte[], byte[]>(connection.Complete(policy))
            .SetLogHandler((_, message) => KafkaLog.Write(logger, message))
            .SetErrorHandler((_, error) => KafkaLog.Write(logger, error))
            .Build);
}
