using Confluent.Kafka;

namespace BatchGen.Tests.Transactions;

/// <summary>A producer that notes its calls and throws where it is told to.</summary>
internal sealed class ScriptedProducer : IProducer<byte[], byte[]>
{
    private readonly List<(string Step, Func<Exception> Failure)> _failures = [];

    public List<string> Calls { get; } = [];

    public Handle Handle => null!;

    public string Name => "scripted";

    /// <summary>The next call of the step throws.</summary>
    public void Throw(string step, Func<Exception> failure) => _failures.Add((step, failure));

    public void InitTransactions(TimeSpan timeout) => Call("init");

    public void BeginTransaction() => Call("begin");

    public void CommitTransaction(TimeSpan timeout) => Call("commit");

    public void CommitTransaction() => Call("commit");

    public void AbortTransaction(TimeSpan timeout) => Call("abort");

    public void AbortTransaction() => Call("abort");

    public void SendOffsetsToTransaction(IEnumerable<TopicPartitionOffset> offsets, IConsumerGroupMetadata groupMetadata, TimeSpan timeout) =>
        Call($"offsets {string.Join(' ', offsets)}", "offsets");

    public void Produce(string topic, Message<byte[], byte[]> message, Action<DeliveryReport<byte[], byte[]>>? deliveryHandler = null) =>
        Call($"produce {message.Value[0]}");

    public void Produce(
        TopicPartition topicPartition, Message<byte[], byte[]> message, Action<DeliveryReport<byte[], byte[]>>? deliveryHandler = null) =>
        Produce(topicPartition.Topic, message, deliveryHandler);

    public int Flush(TimeSpan timeout)
    {
        Call("flush");
        return 0;
    }

    public void Flush(CancellationToken cancellationToken = default) => Call("flush");

    public int Poll(TimeSpan timeout) => 0;

    public int AddBrokers(string brokers) => 0;

    public void SetSaslCredentials(string username, string password)
    {
    }

    public Task<DeliveryResult<byte[], byte[]>> ProduceAsync(string topic, Message<byte[], byte[]> message, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<DeliveryResult<byte[], byte[]>> ProduceAsync(
        TopicPartition topicPartition, Message<byte[], byte[]> message, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }

    private void Call(string call, string? step = null)
    {
        Calls.Add(call);
        int failure = _failures.FindIndex(failure => failure.Step == (step ?? call));
        if (failure >= 0)
        {
            Func<Exception> create = _failures[failure].Failure;
            _failures.RemoveAt(failure);
            throw create();
        }
    }
}
