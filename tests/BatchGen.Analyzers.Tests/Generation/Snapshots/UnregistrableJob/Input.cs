using System.Threading.Tasks;
using BatchGen;

namespace Broken.Batch;

[BatchJob("static-job", Cron = "0 2 * * *", Concurrency = 1, Owner = "broken", Idempotency = "Upserts.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:broken"])]
public static partial class StaticJob
{
    [Publish("broken.thing.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static partial Task PublishAsync(Thing thing);
}

[BatchJob("whole-job", Cron = "0 2 * * *", Concurrency = 1, Owner = "broken", Idempotency = "Upserts.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:broken"])]
public class WholeJob
{
    [Load("broken.thing.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private void Load(Thing thing)
    {
    }
}

public sealed record Thing([property: RecordId] string Id);
