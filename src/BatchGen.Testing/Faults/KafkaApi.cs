namespace BatchGen.Testing;

/// <summary>The requests of the Kafka protocol that the embedded broker can be told to fail; the numbers are the protocol's.</summary>
public enum KafkaApi
{
    /// <summary>Writing records.</summary>
    Produce = 0,

    /// <summary>Reading records.</summary>
    Fetch = 1,

    /// <summary>Asking for the oldest or next offset of a partition.</summary>
    ListOffsets = 2,

    /// <summary>Asking for brokers, topics and leaders.</summary>
    Metadata = 3,

    /// <summary>Committing offsets of a group.</summary>
    OffsetCommit = 8,

    /// <summary>Asking for committed offsets.</summary>
    OffsetFetch = 9,

    /// <summary>Asking which broker coordinates a group or transactional producer.</summary>
    FindCoordinator = 10,

    /// <summary>Joining a group, classic protocol.</summary>
    JoinGroup = 11,

    /// <summary>Staying in a group, classic protocol.</summary>
    Heartbeat = 12,

    /// <summary>Leaving a group, classic protocol.</summary>
    LeaveGroup = 13,

    /// <summary>Getting the assignment of a group, classic protocol.</summary>
    SyncGroup = 14,

    /// <summary>The first request on every connection.</summary>
    ApiVersions = 18,

    /// <summary>Getting a producer id, which an idempotent producer does before its first record.</summary>
    InitProducerId = 22,

    /// <summary>Joining, staying in and leaving a group, <c>group.protocol=consumer</c>.</summary>
    ConsumerGroupHeartbeat = 68,
}
