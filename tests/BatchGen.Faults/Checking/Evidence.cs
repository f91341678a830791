using System.Text;
using System.Text.Json;
using BatchGen.FaultApp;
using BatchGen.FaultApp.Handling;
using BatchGen.Faults.Clusters;
using BatchGen.Faults.Execution;
using BatchGen.Faults.Schedules;
using Confluent.Kafka;

namespace BatchGen.Faults.Checking;

/// <summary>An event, and the process whose log it stands in.</summary>
internal sealed record SeenEvent(string Process, HandlerEvent Event);

/// <summary>A record in the fallback store.</summary>
internal sealed record StoredRecord(FallbackEntry Entry, byte[] Payload);

/// <summary>All that is known of one record.</summary>
internal sealed class RecordFacts(PlannedRecord record)
{
    public PlannedRecord Record => record;

    public Acknowledgement? Acknowledged { get; set; }

    /// <summary>Where it is in the topic: more than once when the producer had to send it again.</summary>
    public List<ConsumeResult<byte[]?, byte[]?>> Copies { get; } = [];

    public List<SeenEvent> Events { get; } = [];

    /// <summary>How often its effect was had: lines in the logs, or rows in a table.</summary>
    public int Effects { get; set; }

    public List<ConsumeResult<byte[]?, byte[]?>> DeadLetters { get; } = [];

    public List<StoredRecord> Stored { get; } = [];

    public IEnumerable<HandlerEvent> Of(EventKind kind) => Events.Where(seen => seen.Event.Kind == kind).Select(seen => seen.Event);

    /// <summary>The first time at which it was over: handled, or failed for the last time.</summary>
    public DateTime? EndedAt => Of(EventKind.Return).Concat(Of(EventKind.Throw).Where(IsLast)).Select(happened => (DateTime?)happened.At).Min();

    private bool IsLast(HandlerEvent thrown) => thrown.Attempt >= Variant.Attempts || record.Content.Do == Instructions.Permanent;
}

/// <summary>What a schedule has left behind.</summary>
internal sealed class Evidence
{
    private static readonly JsonSerializerOptions FallbackJson = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required World World { get; init; }

    public required Dictionary<string, RecordFacts> Records { get; init; }

    /// <summary>Records in a topic or store that belong to nobody.</summary>
    public required List<string> Strangers { get; init; }

    public required ActionRunner Actions { get; init; }

    public required Consumers Consumers { get; init; }

    public required Runs Runs { get; init; }

    /// <summary>Whether processes died often enough for a record to be blamed for it: three times with it, three times before that.</summary>
    public bool MayBlame => Consumers.Killed + Consumers.SelfKilled >= 6;

    public static Evidence Collect(World world, TopicReader reader, RecordSource source, ActionRunner actions, Consumers consumers, Runs runs)
    {
        Evidence evidence = new()
        {
            World = world,
            Records = world.Schedule.Records.ToDictionary(record => record.Id, record => new RecordFacts(record)),
            Strangers = [],
            Actions = actions,
            Consumers = consumers,
            Runs = runs,
        };
        foreach ((string id, Acknowledgement acknowledged) in source.Acknowledged)
        {
            evidence.Records[id].Acknowledged = acknowledged;
        }

        try
        {
            Dictionary<(int, long), RecordFacts> places = evidence.ReadTopic(reader);
            evidence.ReadDeadLetters(reader, places);
            evidence.ReadFallback(places);
        }
        catch (Exception exception) when (exception is KafkaException or TimeoutException or InvalidOperationException)
        {
            evidence.Strangers.Add($"the topics could not be read: {exception.Message}");
        }

        evidence.ReadEvents();
        return evidence;
    }

    private Dictionary<(int Partition, long Offset), RecordFacts> ReadTopic(TopicReader reader)
    {
        Dictionary<(int, long), RecordFacts> places = [];
        foreach (ConsumeResult<byte[]?, byte[]?> message in reader.Read(World.LoadedTopic, World.Schedule.Partitions))
        {
            string? id = IdOf(message.Message);
            if (id is not null && Records.TryGetValue(id, out RecordFacts? facts))
            {
                facts.Copies.Add(message);
                places[(message.Partition.Value, message.Offset.Value)] = facts;
            }
            else if (!World.Schedule.Variant.IsRun || World.Cluster.Suffix.Length == 0)
            {
                Strangers.Add($"{message.TopicPartitionOffset} is no record of this schedule ({id})");
            }
        }

        return places;
    }

    private void ReadDeadLetters(TopicReader reader, Dictionary<(int, long), RecordFacts> places)
    {
        foreach (ConsumeResult<byte[]?, byte[]?> letter in reader.Read(World.DeadLetterTopic, partitions: 1))
        {
            if (DeadLetterCheck.PlaceOf(letter) is { } place && places.TryGetValue(place, out RecordFacts? facts))
            {
                facts.DeadLetters.Add(letter);
            }
            else
            {
                Strangers.Add($"the dead letter at {letter.TopicPartitionOffset} comes from no place of the topic");
            }
        }
    }

    private void ReadFallback(Dictionary<(int, long), RecordFacts> places)
    {
        if (!Directory.Exists(World.FallbackFolder))
        {
            return;
        }

        foreach (string file in Directory.GetFiles(World.FallbackFolder, "*.json", SearchOption.AllDirectories))
        {
            FallbackEntry entry = JsonSerializer.Deserialize<FallbackEntry>(File.ReadAllText(file), FallbackJson)!;
            if (entry is { Partition: { } partition, Offset: { } offset } && places.TryGetValue((partition, offset), out RecordFacts? facts))
            {
                facts.Stored.Add(new StoredRecord(entry, File.ReadAllBytes(Path.ChangeExtension(file, ".payload"))));
            }
            else
            {
                Strangers.Add($"{file} comes from no place of the topic");
            }
        }
    }

    private void ReadEvents()
    {
        foreach (string process in World.Processes)
        {
            string file = FaultSettings.EventLogOf(World.Folder, process);
            if (!File.Exists(file))
            {
                continue;
            }

            string text = File.ReadAllText(file);
            foreach (string line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                HandlerEvent happened = HandlerEvent.Parse(line);
                RecordFacts facts = Records[happened.RecordId];
                facts.Events.Add(new SeenEvent(process, happened));
                facts.Effects += happened.Kind == EventKind.Effect ? 1 : 0;
            }
        }

        Dictionary<string, int>? rows = World.Schedule.Variant.Effects == EffectPromise.ExactlyOnce ? EffectRows.Count(World) : null;
        foreach (RecordFacts facts in Records.Values)
        {
            // What was written within a transaction counts when it was committed, not when a handler says so.
            facts.Effects = rows is null ? facts.Effects : rows.GetValueOrDefault(facts.Record.Id);
            facts.Events.Sort((a, b) => a.Event.At.CompareTo(b.Event.At));
        }
    }

    private string? IdOf(Message<byte[]?, byte[]?> message)
    {
        if (!World.Schedule.Variant.IsRun)
        {
            return message.Headers.TryGetLastBytes(RecordSource.IdHeader, out byte[] id) ? Encoding.UTF8.GetString(id) : null;
        }

        using JsonDocument envelope = JsonDocument.Parse(message.Value);
        return envelope.RootElement.GetProperty("batch_id").GetGuid() == World.Schedule.BatchId
            ? envelope.RootElement.GetProperty("record_id").GetString()
            : null;
    }
}
