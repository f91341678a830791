using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary><c>rd_kafka_topic_partition_t</c>: an offset of a partition, with the text that was committed with it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativePlace
{
    private readonly byte* _topic;
    public int Partition;
    public long Offset;
    public byte* Metadata;
    public nuint MetadataLength;
    private readonly nint _opaque;
    public ErrorCode Error;
    private readonly nint _private;
}

/// <summary><c>rd_kafka_topic_partition_list_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativePlaces
{
    public int Count;
    private readonly int _capacity;
    public NativePlace* Items;
}
