global using Legacy;
using System.Collections.Generic;
using BatchGen;
using Odd.Batch.Task;

namespace Legacy
{
    public sealed class TimeSpan;

    public sealed class LoadPlan;
}

namespace Odd.Batch.Task
{
    public sealed record Message([property: RecordId] string Id);

    public sealed record Partition([property: RecordId] string Id);
}

namespace Odd.Batch
{
    [BatchJob("odd-names", Cron = "0 2 * * *", Concurrency = 1, Owner = "odd", Idempotency = "Upserts.")]
    [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:odd"])]
    public sealed partial class OddNames
    {
        public static int Acks => 1;

        public sealed class Plan;

        [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
        private IEnumerable<Partition> @foreach() => [];

        [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
        private Message Transform(Partition job) => new(job.Id);

        [Publish("odd.name.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
        private partial System.Threading.Tasks.Task PublishAsync(Message run);

        [Load("odd.name.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
        private void Load(Message worker)
        {
        }
    }
}
