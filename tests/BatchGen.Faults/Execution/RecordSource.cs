using System.Collections.Concurrent;
using System.Text.Json;
using BatchGen.FaultApp;
using BatchGen.Faults.Schedules;
using Confluent.Kafka;

namespace BatchGen.Faults.Execution;

/// <summary>
/// Produces the records of a schedule. A record counts as acknowledged only when its delivery report says so; one whose report says
/// otherwise is produced again, so it may be in the topic more often than once.
/// </summary>
internal sealed class RecordSource : IDisposable
{
    public const string IdHeader = "faults-id";

    private static readonly DateTime IngestedAt = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly World _world;
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly ConcurrentDictionary<string, Acknowledgement> _acknowledged = new();
    private readonly ConcurrentQueue<PlannedRecord> _refused = new();
    private int _next;
    private int _open;

    public RecordSource(World world)
    {
        _world = world;
        _producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig(new Dictionary<string, string>(
            world.Cluster.Settings.Where(setting => !setting.Key.StartsWith("group.", StringComparison.Ordinal) && !IsForConsumers(setting.Key))))
        {
            BootstrapServers = world.Cluster.BootstrapServers,
            Acks = Acks.All,
            EnableIdempotence = true,
            LingerMs = 1,
            MessageTimeoutMs = 20_000,
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
    }

    /// <summary>Where each record is that the broker has acknowledged.</summary>
    public IReadOnlyDictionary<string, Acknowledgement> Acknowledged => _acknowledged;

    public bool IsDone => _world.Schedule.Variant.IsRun || (_next == _world.Schedule.Records.Count && Volatile.Read(ref _open) == 0 && _refused.IsEmpty);

    /// <summary>The bytes of a record's value; null for none.</summary>
    public static byte[]? ValueOf(PlannedRecord record, Guid batchId)
    {
        if (record.IsTombstone)
        {
            return null;
        }

        if (record.Garbage is not null)
        {
            return record.Garbage;
        }

        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("batch_id", batchId);
            writer.WriteString("record_id", record.Id);
            writer.WriteString("ingested_at", IngestedAt);
            writer.WritePropertyName("payload");
            JsonSerializer.Serialize(writer, record.Content, FaultJson.Default.FaultRecord);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>What a record's headers are, some of which most producers never write.</summary>
    public static Headers HeadersOf(PlannedRecord record)
    {
        byte[] id = System.Text.Encoding.UTF8.GetBytes(record.Id);
        return [new Header("twice", id), new Header(IdHeader, id), new Header("twice", [0x00, 0xff]), new Header("nothing", null), new Header("empty", [])];
    }

    /// <summary>Produces the next records of the schedule.</summary>
    public void Produce(int count)
    {
        for (int i = 0; i < count && _next < _world.Schedule.Records.Count; i++)
        {
            Send(_world.Schedule.Records[_next++]);
        }
    }

    /// <summary>Produces what is left, and again what was refused, until all is acknowledged.</summary>
    public async Task FinishAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (!_world.Schedule.Variant.IsRun)
        {
            Produce(int.MaxValue);
        }

        using CancellationTokenSource over = new(limit);
        while (!IsDone)
        {
            while (_refused.TryDequeue(out PlannedRecord? record))
            {
                Send(record);
            }

            if (over.IsCancellationRequested)
            {
                throw new ScheduleException($"the broker has not acknowledged all records within {limit.TotalSeconds} s");
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Waits until nothing is on its way.</summary>
    public async Task QuietAsync(TimeSpan limit)
    {
        using CancellationTokenSource over = new(limit);
        while (Volatile.Read(ref _open) > 0 && !over.IsCancellationRequested)
        {
            await Task.Delay(10);
        }
    }

    public void Dispose() => _producer.Dispose();

    private static bool IsForConsumers(string setting) =>
        setting.StartsWith("fetch.", StringComparison.Ordinal)
        || setting.StartsWith("partition.", StringComparison.Ordinal)
        || setting is "session.timeout.ms" or "heartbeat.interval.ms";

    private void Send(PlannedRecord record)
    {
        Interlocked.Increment(ref _open);
        Message<byte[]?, byte[]?> message = new()
        {
            Key = record.Key is null ? null : System.Text.Encoding.UTF8.GetBytes(record.Key),
            Value = ValueOf(record, _world.Schedule.BatchId),
            Headers = HeadersOf(record),
        };
        _producer.Produce(new TopicPartition(_world.LoadedTopic, record.Partition), message, report =>
        {
            if (report.Error.IsError)
            {
                _world.Timeline.Add($"{record.Id} was not acknowledged: {report.Error.Code}, {report.Status}");
                _refused.Enqueue(record);
            }
            else
            {
                _acknowledged[record.Id] = new Acknowledgement(report.Partition.Value, report.Offset.Value, DateTime.UtcNow);
            }

            Interlocked.Decrement(ref _open);
        });
    }
}

/// <summary>Where and when the broker has taken a record.</summary>
internal sealed record Acknowledgement(int Partition, long Offset, DateTime At);
