using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using BatchGen.Runtime;
using BatchGen.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Engine.Tests.Hosting;

public sealed record Book(string Id, string Title);

[JsonSerializable(typeof(Book))]
internal sealed partial class BookJson : JsonSerializerContext;

/// <summary>How a shelf is written to, rightly or wrongly.</summary>
public enum ShelfKind
{
    Right,

    /// <summary>Failures end inside.</summary>
    Swallowing,

    /// <summary>Each write is one more.</summary>
    Appending,

    /// <summary>Nobody listens to the token.</summary>
    Deaf,
}

/// <summary>What the job writes to; it outlives the job's restarts, as a database does.</summary>
public sealed class Shelf(ShelfKind kind)
{
    private readonly ConcurrentQueue<string> _appended = new();
    private readonly ConcurrentDictionary<string, string> _rows = new();
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _state;

    public void Set(DependencyState state)
    {
        _state = (int)state;
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public async Task PutAsync(Book book, CancellationToken ct)
    {
        try
        {
            await WorkAsync(kind == ShelfKind.Deaf ? CancellationToken.None : ct);
        }
        catch (IOException) when (kind == ShelfKind.Swallowing)
        {
            return;
        }

        _rows[book.Id] = book.Title;
        if (kind == ShelfKind.Appending)
        {
            _appended.Enqueue(book.Id);
        }
    }

    public override string ToString() =>
        string.Join(", ", _rows.Select(row => $"{row.Key}={row.Value}").Order(StringComparer.Ordinal).Concat(_appended));

    private async Task WorkAsync(CancellationToken ct)
    {
        if (_state == (int)DependencyState.Failing)
        {
            throw new IOException("the shelf is away");
        }

        while (_state == (int)DependencyState.Hanging)
        {
            await _changed.Task.WaitAsync(ct);
        }
    }
}

/// <summary>A job that puts books on a shelf, its plan as the generator writes it.</summary>
public sealed class ShelfJob(Shelf shelf) : IBatchJob
{
    private const string Topic = "books.shelf.v1";

    public static JobPlan CreatePlan(IServiceProvider services) => new Plan(services.GetRequiredService<ShelfJob>());

    private sealed class Plan(ShelfJob job) : JobPlan
    {
        private static readonly StageDescriptor Publish = Stage(StageKind.Publish);
        private static readonly StageDescriptor Load = Stage(StageKind.Load) with
        {
            Group = "shelf.load",
            DeadLetterTopic = Topic + ".dlq",
            MaxConcurrency = 4,
        };

        public override JobDescriptor Descriptor { get; } = new("shelf", typeof(ShelfJob))
        {
            Fallback = new("file:///var/lib/batch/fallback", ["slack:shelf"]),
            Stages = [Publish, Load],
        };

        public override IReadOnlyList<LoadPlan> Loads => [new(Load, LoadConfig(), LoadAsync)];

        public override Task PublishAsync(StageRun run) => run.PublishAsync(
            Publish,
            PublishConfig(),
            BookJson.Default.Book,
            async (book, _, ct) => await PublishScope.Current.SendAsync(Topic, recordId: book.Id, key: book.Id, book, BookJson.Default.Book, ct));

        public override ProducerConfig PublishConfig() => new() { Acks = Acks.All, EnableIdempotence = true, LingerMs = 5, MessageTimeoutMs = 10_000 };

        private static ConsumerConfig LoadConfig() => new()
        {
            GroupId = "shelf.load",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        };

        private async Task LoadAsync(LoadWorker worker)
        {
            RecordHandler<Book> handler = async (record, _, ct) => await job.Shelf.PutAsync(record.Payload, ct);
            while (worker.TryTake(out ConsumedMessage? message))
            {
                if (worker.TryOpen(message, BookJson.Default.Book, out BatchRecord<Book>? record, out RecordFailure? failure))
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

        private static StageDescriptor Stage(StageKind kind) => new(kind, kind.ToString())
        {
            Attempts = 3,
            Backoff = TimeSpan.FromSeconds(1),
            MaxBackoff = TimeSpan.FromSeconds(30),
            Timeout = TimeSpan.FromSeconds(20),
            Topic = Topic,
        };
    }

    private Shelf Shelf => shelf;
}
