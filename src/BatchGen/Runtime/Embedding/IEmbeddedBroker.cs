namespace BatchGen.Runtime;

/// <summary>A Kafka broker that lives in this process, for one developer's machine and for tests. Disposing it ends the broker.</summary>
public interface IEmbeddedBroker : IAsyncDisposable
{
    /// <summary>The <c>bootstrap.servers</c> list of the broker, on the loopback interface.</summary>
    string BootstrapServers { get; }

    /// <summary>
    /// librdkafka settings that make any client, producer or consumer, quick against this broker. They do not include
    /// <see cref="BootstrapServers"/>.
    /// </summary>
    IReadOnlyDictionary<string, string> ClientSettings { get; }

    /// <summary>
    /// librdkafka settings that consumers take on top of <see cref="ClientSettings"/>; a producer would log a warning for each of them.
    /// They choose the group protocol. With <c>group.protocol=consumer</c> a consumer must leave <c>session.timeout.ms</c>,
    /// <c>heartbeat.interval.ms</c> and <c>partition.assignment.strategy</c> unset, or the client refuses to start.
    /// </summary>
    IReadOnlyDictionary<string, string> ConsumerSettings { get; }
}
