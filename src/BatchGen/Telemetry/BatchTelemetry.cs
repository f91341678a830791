using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BatchGen;

/// <summary>
/// The names under which BatchGen is observed (standard 3.1): add <see cref="MeterName"/> to the meters and
/// <see cref="ActivitySourceName"/> to the traces of OpenTelemetry. What each instrument means stands in <c>docs/observability.md</c>.
/// </summary>
public static class BatchTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "BatchGen";

    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "BatchGen";

    internal static readonly ActivitySource Activities = new(ActivitySourceName);

    private static readonly Meter Meter = new(MeterName);

    internal static readonly Counter<long> StageRecords =
        Meter.CreateCounter<long>("batchgen.stage.records", "{record}", "Records that a stage took, by outcome: processed, filtered, failed.");

    internal static readonly Counter<long> StageRetries =
        Meter.CreateCounter<long>("batchgen.stage.retries", "{attempt}", "Attempts of a stage after the first.");

    internal static readonly Histogram<double> StageDuration =
        Meter.CreateHistogram<double>("batchgen.stage.duration", "s", "Duration of a stage, its attempts and backoffs included.");

    internal static readonly Histogram<double> PublishLatency =
        Meter.CreateHistogram<double>("batchgen.publish.ack.latency", "s", "From handing a record to the producer to its acknowledgement.");

    internal static readonly Counter<long> ConsumerRecords =
        Meter.CreateCounter<long>(
            "batchgen.consumer.records", "{record}", "Records that are done, by outcome: processed, skipped, dead_lettered, fallback.");

    internal static readonly Counter<long> ConsumerRetries =
        Meter.CreateCounter<long>("batchgen.consumer.retries", "{attempt}", "Attempts at a record after the first.");

    internal static readonly Histogram<double> ConsumerAckLatency =
        Meter.CreateHistogram<double>("batchgen.consumer.ack.latency", "s", "From polling a record to its offset being ready to commit.");

    internal static readonly UpDownCounter<long> ConsumerInFlight =
        Meter.CreateUpDownCounter<long>("batchgen.consumer.in_flight", "{record}", "Records that are being handled, those in backoff included.");

    internal static readonly UpDownCounter<long> ConsumerHeld =
        Meter.CreateUpDownCounter<long>(
            "batchgen.consumer.held_records", "{record}", "Records that neither the dead-letter topic nor the fallback store takes: their partition stands.");

    internal static readonly Counter<long> CommitFailures =
        Meter.CreateCounter<long>("batchgen.consumer.commit.failures", "{commit}", "Commits that the broker refused; the next one covers them.");

    internal static readonly Counter<long> Compensations =
        Meter.CreateCounter<long>(
            "batchgen.compensations",
            "{run}",
            "Failed batches that were to be made good, by outcome: completed, failed, elsewhere, refused, not_started, interrupted.");

    internal static readonly Counter<long> FallbackRecords =
        Meter.CreateCounter<long>("batchgen.fallback.records", "{record}", "Records put into the fallback store.");

    internal static readonly Counter<long> Alerts =
        Meter.CreateCounter<long>("batchgen.alerts", "{alert}", "Alerts that were raised, by kind.");

    internal static readonly Counter<long> Notifications =
        Meter.CreateCounter<long>(
            "batchgen.notifications", "{notification}", "Notifications of a channel, by outcome: sent, failed (tried again later), dropped (the channel refuses it).");

    internal static readonly Counter<long> NotifiedAlerts =
        Meter.CreateCounter<long>("batchgen.notifications.alerts", "{alert}", "Alerts that the notifications of a channel stand for, by outcome: sent, dropped.");

    internal static readonly Counter<long> IdempotencyMarks =
        Meter.CreateCounter<long>("batchgen.idempotency.marks", "{record}", "Records that were marked as done; those skipped are in batchgen.consumer.records.");

    internal static readonly Counter<long> IdempotencyErrors =
        Meter.CreateCounter<long>(
            "batchgen.idempotency.errors", "{call}", "Calls that the idempotency store did not answer, by call: claim, mark, begin, commit. Records wait for it.");

    internal static readonly Histogram<double> IdempotencyLatency =
        Meter.CreateHistogram<double>("batchgen.idempotency.latency", "s", "Duration of a call of the idempotency store that it answered, by call.");
}
