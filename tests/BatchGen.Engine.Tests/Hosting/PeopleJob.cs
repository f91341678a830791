using System.Text.Json.Serialization;
using BatchGen.Runtime;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Engine.Tests.Hosting;

public sealed record Person(string Url, string Name);

[JsonSerializable(typeof(Person))]
internal sealed partial class PersonJson : JsonSerializerContext;

/// <summary>What the job writes to; a test looks at it.</summary>
public sealed class PeopleTable
{
    private readonly Dictionary<string, string> _rows = [];

    public IReadOnlyDictionary<string, string> Rows => _rows;

    public void Upsert(Person person)
    {
        lock (_rows)
        {
            _rows[person.Url] = person.Name;
        }
    }
}

/// <summary>A job with all four stages, its plan as the generator writes it.</summary>
public sealed class PeopleJob(PeopleTable table) : IBatchJob
{
    public const string Topic = "people.host.v1";

    public static JobPlan CreatePlan(IServiceProvider services) => new Plan(services.GetRequiredService<PeopleJob>());

    private static IEnumerable<Person> Fetch() => [new("people/1", "Luke"), new("people/2", "unknown"), new("people/3", "Leia")];

    private static Person? Clean(Person person) => person.Name == "unknown" ? null : person;

    private static Task PublishAsync(Person person, CancellationToken ct) =>
        PublishScope.Current.SendAsync(Topic, recordId: person.Url, key: person.Url, person, PersonJson.Default.Person, ct);

    private void Load(Person person)
    {
        if (person.Name == "Jar Jar")
        {
            throw new PermanentFailureException("not in this table");
        }

        table.Upsert(person);
    }

    private sealed class Plan(PeopleJob job) : JobPlan
    {
        private static readonly StageDescriptor Extract = Stage(StageKind.Extract, nameof(Fetch));
        private static readonly StageDescriptor Transform = Stage(StageKind.Transform, nameof(Clean));
        private static readonly StageDescriptor Publish = Stage(StageKind.Publish, nameof(PublishAsync)) with { Topic = Topic };
        private static readonly StageDescriptor LoadStage = Stage(StageKind.Load, nameof(Load)) with
        {
            Topic = Topic,
            Group = "people.load",
            DeadLetterTopic = Topic + ".dlq",
            MaxConcurrency = 4,
        };

        public override JobDescriptor Descriptor { get; } = new("people", typeof(PeopleJob))
        {
            Fallback = new("file:///var/lib/batch/fallback", ["slack:people"]),
            Stages = [Extract, Transform, Publish, LoadStage],
        };

        public override IReadOnlyList<LoadPlan> Loads => [new(LoadStage, LoadConfig(), LoadAsync)];

        public override Task ExtractAsync(StageRun run) => run.ExtractAsync(Extract, (_, _) => Records.From(Fetch()), PersonJson.Default.Person);

        public override Task TransformAsync(StageRun run) =>
            run.TransformAsync(Transform, PersonJson.Default.Person, (source, _, _) => new(Clean(source)), PersonJson.Default.Person);

        public override Task PublishAsync(StageRun run) => run.PublishAsync(
            Publish, PublishConfig(), PersonJson.Default.Person, async (person, _, ct) => await PeopleJob.PublishAsync(person, ct));

        public override ProducerConfig PublishConfig() => new()
        {
            Acks = Acks.All,
            EnableIdempotence = true,
            CompressionType = Confluent.Kafka.CompressionType.Zstd,
            LingerMs = 5,
            MessageSendMaxRetries = int.MaxValue,
            MessageTimeoutMs = 10_000,
        };

        private static ConsumerConfig LoadConfig() => new()
        {
            GroupId = "people.load",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        };

        private async Task LoadAsync(LoadWorker worker)
        {
            RecordHandler<Person> handler = (record, _, _) =>
            {
                job.Load(record.Payload);
                return default;
            };

            while (worker.TryTake(out ConsumedMessage? message))
            {
                if (worker.TryOpen(message, PersonJson.Default.Person, out BatchRecord<Person>? record, out RecordFailure? failure))
                {
                    failure = await worker.HandleAsync(message, record, handler);
                }

                while (failure is not null && !await worker.DeadLetterAsync(message, failure) && !await worker.FallBackAsync(message, failure))
                {
                    await worker.HoldPartitionAsync(message, failure);
                }

                worker.Complete(message);
            }
        }

        private static StageDescriptor Stage(StageKind kind, string method) => new(kind, method)
        {
            Attempts = 3,
            Backoff = TimeSpan.FromSeconds(30),
            MaxBackoff = TimeSpan.FromSeconds(60),
            Timeout = TimeSpan.FromSeconds(20),
        };
    }
}
