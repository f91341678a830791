using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using BatchGen;

namespace Broken.Batch;

[BatchJob("half-done", Cron = "0 2 * * *", Concurrency = 1, Owner = "broken", Idempotency = "Upserts.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:broken"])]
public sealed partial class HalfDone
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IEnumerable<Thing> Read() => [];

    [Publish("broken.thing.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Thing thing, CancellationToken ct);
}

public sealed record Thing(string Id);
