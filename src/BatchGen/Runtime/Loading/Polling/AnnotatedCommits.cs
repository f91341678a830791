using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>An offset of a partition, and what is written beside it.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset; negative when none is committed.</param>
/// <param name="Metadata">The text; empty for none.</param>
internal readonly record struct AnnotatedOffset(PartitionState Partition, long Offset, string Metadata);

/// <summary>
/// Commits with metadata, the short text that Kafka keeps beside a committed offset and gives to whoever owns the partition next;
/// Confluent.Kafka has no call for it. Belongs to the poll thread.
/// </summary>
internal sealed unsafe class AnnotatedCommits
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(5);

    private readonly LibrdkafkaExports _exports;
    private readonly SafeHandle _client;

    private AnnotatedCommits(LibrdkafkaExports exports, SafeHandle client)
    {
        _exports = exports;
        _client = client;
    }

    /// <summary>Null where the native client cannot be reached.</summary>
    public static AnnotatedCommits? Open(Handle handle) =>
        LibrdkafkaExports.OrNull is { } exports && ClientHandle.OrNull(handle) is { } client ? new AnnotatedCommits(exports, client) : null;

    /// <summary>What is committed for the partitions.</summary>
    /// <exception cref="KafkaException">The group's coordinator does not say.</exception>
    public IReadOnlyList<AnnotatedOffset> Read(IReadOnlyList<PartitionState> partitions)
    {
        List<AnnotatedOffset> read = [];
        With(
            partitions.Select(partition => new AnnotatedOffset(partition, 0, "")).ToList(),
            (client, places) =>
            {
                Check(_exports.Committed(client, places, (int)ReadTimeout.TotalMilliseconds));
                for (int i = 0; i < places->Count; i++)
                {
                    NativePlace* place = &places->Items[i];
                    Check(place->Error);
                    read.Add(new AnnotatedOffset(
                        partitions[i], place->Offset, Encoding.UTF8.GetString(new ReadOnlySpan<byte>(place->Metadata, (int)place->MetadataLength))));
                }
            });
        return read;
    }

    /// <summary>Commits, and returns when the coordinator has it.</summary>
    /// <exception cref="KafkaException">It was refused.</exception>
    public void Write(IReadOnlyList<AnnotatedOffset> offsets) => With(offsets, (client, places) => Check(_exports.Commit(client, places, 0)));

    private delegate void Call(nint client, NativePlaces* places);

    private void With(IReadOnlyList<AnnotatedOffset> offsets, Call call)
    {
        bool isHeld = false;
        NativePlaces* places = _exports.NewPlaces(offsets.Count);
        List<nint> texts = [];
        try
        {
            _client.DangerousAddRef(ref isHeld);
            foreach (AnnotatedOffset offset in offsets)
            {
                nint topic = Marshal.StringToCoTaskMemUTF8(offset.Partition.Topic);
                NativePlace* place = _exports.AddPlace(places, (byte*)topic, offset.Partition.Partition);
                Marshal.FreeCoTaskMem(topic);
                place->Offset = offset.Offset;
                if (offset.Metadata.Length > 0)
                {
                    nint text = Marshal.StringToCoTaskMemUTF8(offset.Metadata);
                    texts.Add(text);
                    place->Metadata = (byte*)text;
                    place->MetadataLength = (nuint)Encoding.UTF8.GetByteCount(offset.Metadata);
                }
            }

            call(_client.DangerousGetHandle(), places);
        }
        finally
        {
            // The library would free the texts with an allocator of its own, which need not be the one they came from.
            for (int i = 0; texts.Count > 0 && i < places->Count; i++)
            {
                if (texts.Contains((nint)places->Items[i].Metadata))
                {
                    places->Items[i].Metadata = null;
                    places->Items[i].MetadataLength = 0;
                }
            }

            texts.ForEach(Marshal.FreeCoTaskMem);
            _exports.DestroyPlaces(places);
            if (isHeld)
            {
                _client.DangerousRelease();
            }
        }
    }

    private static void Check(ErrorCode error)
    {
        if (error != ErrorCode.NoError)
        {
            throw new KafkaException(error);
        }
    }
}
