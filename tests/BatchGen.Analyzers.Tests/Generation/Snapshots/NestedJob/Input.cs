using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BatchGen;

namespace Plants.Batch;

internal static partial class Greenhouse
{
    internal partial record Beds
    {
        [BatchJob("plant-beds", Trigger = "manual: batchgen run plant-beds", Concurrency = 1, Owner = "garden", Critical = true, ExpectedMinutes = 20, MaxMinutes = 90, Escalation = "garden-lead", Docs = "docs/beds", Idempotency = "Upserts.")]
        [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:garden"])]
        internal sealed partial class Job
        {
            private sealed record Seed(string Name);

            internal sealed record Plant
            {
                [RecordId]
                public required DateOnly Planted { get; init; }

                [RecordKey]
                public required Kind Kind { get; init; }
            }

            internal enum Kind
            {
                Herb,
                Tree,
            }

            [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
            private Seed[] Read() => [new("basil")];

            [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
            private Plant Grow(Seed seed, BatchContext batch) => new() { Planted = DateOnly.FromDateTime(batch.ScheduledAt.UtcDateTime), Kind = Kind.Herb };

            /// <summary>Publishes a plant.</summary>
            [Publish("plants.bed.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60, CompressionType = CompressionType.Snappy, LingerMs = 10)]
            internal partial ValueTask PublishAsync(Plant plant);
        }
    }
}
