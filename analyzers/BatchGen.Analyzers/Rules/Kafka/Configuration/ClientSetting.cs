using System.Collections.Immutable;

namespace BatchGen.Analyzers.Rules.Kafka.Configuration;

/// <summary>A kind of client, with a configuration and a builder of its own.</summary>
internal enum ClientKind
{
    Producer,
    Consumer,
}

/// <summary>A setting of a client's configuration, under all the names that it has.</summary>
/// <param name="Client">Whose setting it is.</param>
/// <param name="PropertyName">The property of the typed configuration.</param>
/// <param name="Keys">The keys of the raw configuration, the one to write first.</param>
internal sealed record ClientSetting(ClientKind Client, string PropertyName, ImmutableArray<string> Keys)
{
    /// <summary>The setting that decides about this one where nothing is said about it.</summary>
    public ClientSetting? ImpliedBy { get; init; }

    public static ClientSetting Acks { get; } = new(ClientKind.Producer, "Acks", ["acks", "request.required.acks"]);

    public static ClientSetting TransactionalId { get; } = new(ClientKind.Producer, "TransactionalId", ["transactional.id"]);

    // A transactional producer is idempotent unless it is told not to be, and then the client refuses to start.
    public static ClientSetting EnableIdempotence { get; } =
        new(ClientKind.Producer, "EnableIdempotence", ["enable.idempotence"]) { ImpliedBy = TransactionalId };

    public static ClientSetting CompressionType { get; } =
        new(ClientKind.Producer, "CompressionType", ["compression.type", "compression.codec"]);

    public static ClientSetting LingerMs { get; } = new(ClientKind.Producer, "LingerMs", ["linger.ms", "queue.buffering.max.ms"]);

    public static ClientSetting MessageSendMaxRetries { get; } =
        new(ClientKind.Producer, "MessageSendMaxRetries", ["message.send.max.retries", "retries"]);

    public static ClientSetting EnableAutoCommit { get; } = new(ClientKind.Consumer, "EnableAutoCommit", ["enable.auto.commit"]);

    public static ClientSetting EnableAutoOffsetStore { get; } =
        new(ClientKind.Consumer, "EnableAutoOffsetStore", ["enable.auto.offset.store"]);

    public static ClientSetting EnablePartitionEof { get; } =
        new(ClientKind.Consumer, "EnablePartitionEof", ["enable.partition.eof"]);
}
