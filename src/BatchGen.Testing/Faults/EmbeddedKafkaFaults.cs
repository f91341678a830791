using BatchGen.Testing.Native;
using Confluent.Kafka;

namespace BatchGen.Testing;

/// <summary>
/// Injects faults into the embedded broker. Each takes effect before the call returns, on whatever client sends the next request, the
/// one that reads an <see cref="EmbeddedTopic"/> included. Safe to call from any thread.
/// </summary>
public sealed class EmbeddedKafkaFaults
{
    // Longer than any client waits for a response, short enough for the int of milliseconds in the native call.
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private readonly MockClusterHandle _cluster;
    private readonly int _brokers;

    internal EmbeddedKafkaFaults(MockClusterHandle cluster, int brokers)
    {
        _cluster = cluster;
        _brokers = brokers;
    }

    /// <summary>Answers the next requests of one kind with an error, without doing what they ask.</summary>
    /// <param name="api">The kind of request.</param>
    /// <param name="error">A code a Kafka broker sends; not one of the client's own <c>Local_</c> codes.</param>
    /// <param name="count">How many requests, over all brokers. Appended to errors still pending.</param>
    public void FailRequests(KafkaApi api, ErrorCode error, int count = 1)
    {
        if (error <= ErrorCode.NoError && error != ErrorCode.Unknown)
        {
            throw new ArgumentOutOfRangeException(
                nameof(error), error, $"A broker does not send this code. To break the connection, use {nameof(DropConnections)}.");
        }

        Push(api, error, count);
    }

    /// <summary>Closes the connection on which the next requests of one kind arrive, without doing what they ask.</summary>
    /// <param name="api">The kind of request.</param>
    /// <param name="count">How many requests, over all brokers.</param>
    public void DropConnections(KafkaApi api, int count = 1) => Push(api, ErrorCode.Local_Transport, count);

    /// <summary>Forgets pending errors of one kind of request that <see cref="FailRequests"/> or <see cref="DropConnections"/> set.</summary>
    /// <param name="api">The kind of request.</param>
    public void ClearRequestErrors(KafkaApi api) => MockClusterNative.ClearRequestErrors(_cluster, (short)api);

    /// <summary>
    /// Does what the next requests of one kind ask at one broker, but holds the response back. Responses to later requests on the same
    /// connection wait behind it.
    /// </summary>
    /// <param name="api">The kind of request.</param>
    /// <param name="broker">The broker, from 1.</param>
    /// <param name="delay">How long.</param>
    /// <param name="count">How many requests.</param>
    /// <exception cref="PlatformNotSupportedException">On Arm64 macOS, where librdkafka's function cannot be called.</exception>
    public void DelayResponses(KafkaApi api, int broker, TimeSpan delay, int count = 1)
    {
        VariadicCalls.ThrowIfUnsupported();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (var i = 0; i < count; i++)
        {
            MockCluster.Check(
                MockClusterNative.PushRequestErrorAndRoundTrip(
                    _cluster, broker, (short)api, 1, ErrorCode.NoError, Milliseconds(delay)),
                $"delay {api} responses of broker {broker}");
        }
    }

    /// <summary>
    /// Does what the next requests of one kind ask at one broker, and loses the response: the client finds out when its own
    /// <c>socket.timeout.ms</c> ends (60 s unless set), or at once when the broker is taken down.
    /// </summary>
    /// <param name="api">The kind of request.</param>
    /// <param name="broker">The broker, from 1.</param>
    /// <param name="count">How many requests.</param>
    /// <exception cref="PlatformNotSupportedException">On Arm64 macOS, where librdkafka's function cannot be called.</exception>
    public void LoseResponses(KafkaApi api, int broker, int count = 1) => DelayResponses(api, broker, Never, count);

    /// <summary>Delays every response of a broker, until set again.</summary>
    /// <param name="latency">Zero for none.</param>
    /// <param name="broker">The broker, from 1; null for all.</param>
    public void SetLatency(TimeSpan latency, int? broker = null) => MockCluster.Check(
        MockClusterNative.SetRoundTrip(_cluster, broker ?? MockClusterNative.AllBrokers, Milliseconds(latency)),
        $"set the latency of {Name(broker)}");

    /// <summary>Closes every connection of a broker and refuses new ones. Its partitions keep their leader, and so cannot be used.</summary>
    /// <param name="broker">The broker, from 1; null for all.</param>
    public void TakeDown(int? broker = null) => MockCluster.Check(
        MockClusterNative.SetBrokerDown(_cluster, broker ?? MockClusterNative.AllBrokers), $"take down {Name(broker)}");

    /// <summary>Lets a broker take connections again. Its records are still there.</summary>
    /// <param name="broker">The broker, from 1; null for all.</param>
    public void BringUp(int? broker = null) => MockCluster.Check(
        MockClusterNative.SetBrokerUp(_cluster, broker ?? MockClusterNative.AllBrokers), $"bring up {Name(broker)}");

    /// <summary>Makes another broker coordinate a consumer group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="broker">The broker, from 1.</param>
    public void MoveCoordinator(string group, int broker)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        CheckBroker(broker);
        MockCluster.Check(
            MockClusterNative.SetCoordinator(_cluster, "group", group, broker), $"move group '{group}' to broker {broker}");
    }

    /// <summary>Makes another broker lead a partition. Creates the topic when it does not exist.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="broker">The broker, from 1.</param>
    public void MoveLeader(string topic, int partition, int broker)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        CheckBroker(broker);
        MockCluster.Check(
            MockClusterNative.SetLeader(_cluster, topic, partition, broker), $"move {topic} [{partition}] to broker {broker}");
    }

    private unsafe void Push(KafkaApi api, ErrorCode error, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var errors = new ErrorCode[count];
        Array.Fill(errors, error);
        fixed (ErrorCode* first = errors)
        {
            MockClusterNative.PushRequestErrors(_cluster, (short)api, (nuint)count, first);
        }
    }

    private void CheckBroker(int broker)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(broker, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(broker, _brokers);
    }

    private static int Milliseconds(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return checked((int)time.TotalMilliseconds);
    }

    private static string Name(int? broker) => broker is { } id ? $"broker {id}" : "all brokers";
}
