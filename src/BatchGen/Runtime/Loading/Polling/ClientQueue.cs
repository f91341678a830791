using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// The queue of a consumer's client, from which records are read many at a time, without the objects that <c>Consume</c> makes of each.
/// Like <c>Consume</c> it calls the client's handlers, rebalances among them, on the thread that reads; what they throw comes out of the
/// next <c>Consume</c>. Belongs to the poll thread.
/// </summary>
internal sealed unsafe class ClientQueue : IDisposable
{
    private readonly LibrdkafkaExports _exports;
    private readonly SafeHandle _client;
    private readonly nint _queue;
    private readonly nint[] _records;

    private ClientQueue(LibrdkafkaExports exports, SafeHandle client, nint queue, int max)
    {
        _exports = exports;
        _client = client;
        _queue = queue;
        _records = new nint[max];
    }

    /// <summary>
    /// Opens the queue of a consumer. Null when this build of Confluent.Kafka does not let go of its handle, or its library cannot be
    /// reached: the caller then reads with <c>Consume</c> alone.
    /// </summary>
    /// <param name="handle">The consumer's.</param>
    /// <param name="max">The most records of one read.</param>
    public static ClientQueue? Open(Handle handle, int max)
    {
        if (LibrdkafkaExports.OrNull is not { } exports || ClientHandle.OrNull(handle) is not { } client)
        {
            return null;
        }

        bool isHeld = false;
        client.DangerousAddRef(ref isHeld);
        nint queue = exports.ConsumerQueue(client.DangerousGetHandle());
        if (queue == 0)
        {
            client.DangerousRelease();
            return null;
        }

        return new ClientQueue(exports, client, queue, max);
    }

    /// <summary>Takes what is there, without waiting. Each record is to be given back by <see cref="Release"/>.</summary>
    public ReadOnlySpan<nint> Read(int max)
    {
        fixed (nint* records = _records)
        {
            nint count = _exports.ConsumeBatch(_queue, 0, (NativeRecord**)records, Math.Min(max, _records.Length));
            return _records.AsSpan(0, (int)Math.Max(0, count));
        }
    }

    public void Release(ReadOnlySpan<nint> records)
    {
        foreach (nint record in records)
        {
            _exports.DestroyRecord((NativeRecord*)record);
        }
    }

    public Timestamp TimestampOf(NativeRecord* record)
    {
        int type;
        long milliseconds = _exports.Timestamp(record, &type);
        return new Timestamp(milliseconds, (TimestampType)type);
    }

    /// <summary>A copy of the record's headers, or null when it has none.</summary>
    public Headers? HeadersOf(NativeRecord* record)
    {
        nint native;
        if (_exports.Headers(record, &native) != (int)ErrorCode.NoError)
        {
            return null;
        }

        Headers headers = [];
        byte* name;
        byte* value;
        nuint length;
        for (nuint i = 0; _exports.Header(native, i, &name, &value, &length) == (int)ErrorCode.NoError; i++)
        {
            headers.Add(
                Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)),
                value is null ? null : new ReadOnlySpan<byte>(value, (int)length).ToArray());
        }

        return headers;
    }

    /// <summary>To be done before the consumer is closed: the client waits for whoever still has its queue.</summary>
    public void Dispose()
    {
        _exports.DestroyQueue(_queue);
        _client.DangerousRelease();
    }
}
