using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// The calls of <c>rdkafka.h</c> that read many records at once, and those that commit with metadata.
/// </summary>
internal sealed unsafe class LibrdkafkaExports
{
    private static readonly Lazy<LibrdkafkaExports?> Instance = new(Load);

    private LibrdkafkaExports(nint library)
    {
        ConsumerQueue = (delegate* unmanaged[Cdecl]<nint, nint>)NativeLibrary.GetExport(library, "rd_kafka_queue_get_consumer");
        DestroyQueue = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(library, "rd_kafka_queue_destroy");
        ConsumeBatch = (delegate* unmanaged[Cdecl]<nint, int, NativeRecord**, nint, nint>)NativeLibrary.GetExport(library, "rd_kafka_consume_batch_queue");
        DestroyRecord = (delegate* unmanaged[Cdecl]<NativeRecord*, void>)NativeLibrary.GetExport(library, "rd_kafka_message_destroy");
        Timestamp = (delegate* unmanaged[Cdecl]<NativeRecord*, int*, long>)NativeLibrary.GetExport(library, "rd_kafka_message_timestamp");
        Headers = (delegate* unmanaged[Cdecl]<NativeRecord*, nint*, int>)NativeLibrary.GetExport(library, "rd_kafka_message_headers");
        Header = (delegate* unmanaged[Cdecl]<nint, nuint, byte**, byte**, nuint*, int>)NativeLibrary.GetExport(library, "rd_kafka_header_get_all");
        NewPlaces = (delegate* unmanaged[Cdecl]<int, NativePlaces*>)NativeLibrary.GetExport(library, "rd_kafka_topic_partition_list_new");
        AddPlace = (delegate* unmanaged[Cdecl]<NativePlaces*, byte*, int, NativePlace*>)NativeLibrary.GetExport(library, "rd_kafka_topic_partition_list_add");
        DestroyPlaces = (delegate* unmanaged[Cdecl]<NativePlaces*, void>)NativeLibrary.GetExport(library, "rd_kafka_topic_partition_list_destroy");
        Commit = (delegate* unmanaged[Cdecl]<nint, NativePlaces*, int, ErrorCode>)NativeLibrary.GetExport(library, "rd_kafka_commit");
        Committed = (delegate* unmanaged[Cdecl]<nint, NativePlaces*, int, ErrorCode>)NativeLibrary.GetExport(library, "rd_kafka_committed");
    }

    /// <summary>Null where the library is not a file of its own, or lacks one of the calls.</summary>
    public static LibrdkafkaExports? OrNull => Instance.Value;

    public delegate* unmanaged[Cdecl]<nint, nint> ConsumerQueue { get; }

    public delegate* unmanaged[Cdecl]<nint, void> DestroyQueue { get; }

    public delegate* unmanaged[Cdecl]<nint, int, NativeRecord**, nint, nint> ConsumeBatch { get; }

    public delegate* unmanaged[Cdecl]<NativeRecord*, void> DestroyRecord { get; }

    public delegate* unmanaged[Cdecl]<NativeRecord*, int*, long> Timestamp { get; }

    public delegate* unmanaged[Cdecl]<NativeRecord*, nint*, int> Headers { get; }

    public delegate* unmanaged[Cdecl]<nint, nuint, byte**, byte**, nuint*, int> Header { get; }

    public delegate* unmanaged[Cdecl]<int, NativePlaces*> NewPlaces { get; }

    public delegate* unmanaged[Cdecl]<NativePlaces*, byte*, int, NativePlace*> AddPlace { get; }

    public delegate* unmanaged[Cdecl]<NativePlaces*, void> DestroyPlaces { get; }

    public delegate* unmanaged[Cdecl]<nint, NativePlaces*, int, ErrorCode> Commit { get; }

    public delegate* unmanaged[Cdecl]<nint, NativePlaces*, int, ErrorCode> Committed { get; }

    private static LibrdkafkaExports? Load()
    {
        try
        {
            return LoadedLibrdkafka.Handle is not 0 and nint library ? new LibrdkafkaExports(library) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }
}
