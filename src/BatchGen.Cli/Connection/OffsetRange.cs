using Confluent.Kafka;

namespace BatchGen.Cli.Connection;

/// <summary>The records of a partition from one offset up to, and without, another.</summary>
internal readonly record struct OffsetRange(TopicPartition Partition, long Start, long End);
