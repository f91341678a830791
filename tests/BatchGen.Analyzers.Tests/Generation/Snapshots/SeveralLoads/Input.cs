using System.Threading;
using System.Threading.Tasks;
using BatchGen;

namespace Media.Batch;

[BatchJob("media-load", Concurrency = 2, Owner = "media", Idempotency = "Upserts.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:media"])]
internal sealed partial class MediaLoad
{
    [Load("media.film.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    internal Task LoadAsync(Film film, CancellationToken ct) => Task.CompletedTask;

    [Load("media.series.v1", Attempts = 5, BackoffSeconds = 60, TimeoutSeconds = 30)]
    internal ValueTask LoadAsync(BatchContext batch, BatchRecord<Series> series) => default;

    [Load("media.cover.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30, Ordering = RecordOrdering.None)]
    internal static ValueTask StoreCoverAsync(BatchRecord<Cover> cover) => default;

    [Load("media.actor.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30, DeadLetterTopic = "media.actor.v1.dlq")]
    internal Task LoadActors(Actor actor) => Task.CompletedTask;
}

internal sealed record Film([RecordId] string Id);

internal sealed record Series([RecordId] string Id);

internal sealed record Cover([RecordId] string Id);

internal sealed record Actor([RecordId] string Id);
