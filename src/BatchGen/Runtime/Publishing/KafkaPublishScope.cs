using System.Text.Json.Serialization.Metadata;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>Publishes the records of one batch.</summary>
internal sealed class KafkaPublishScope(PublishTarget target, Guid batchId) : PublishScope
{
    private static readonly TimeSpan QueueFullWait = TimeSpan.FromMilliseconds(20);

    /// <summary>When the record that is published next was extracted. Set by the stage before each call.</summary>
    public DateTimeOffset IngestedAt { get; set; }

    public override Task SendAsync<T>(
        string topic, string recordId, string key, T payload, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Message<byte[], byte[]> message = EnvelopeMessage.Create(batchId, IngestedAt, recordId, key, payload, json, Compensates);
        Delivery delivery = new(target);
        return TryProduce(topic, message, delivery) ? delivery.Task : ProduceWhenRoomAsync(topic, message, delivery, cancellationToken);
    }

    private bool TryProduce(string topic, Message<byte[], byte[]> message, Delivery delivery)
    {
        try
        {
            target.Producer.Produce(topic, message, delivery.OnReport);
            return true;
        }
        catch (ProduceException<byte[], byte[]> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
    }

    private async Task ProduceWhenRoomAsync(
        string topic, Message<byte[], byte[]> message, Delivery delivery, CancellationToken cancellationToken)
    {
        do
        {
            await Task.Delay(QueueFullWait, target.Time, cancellationToken).ConfigureAwait(false);
        }
        while (!TryProduce(topic, message, delivery));
        await delivery.Task.ConfigureAwait(false);
    }

    /// <summary>One record under way. Its report comes on the client's poll thread, which must not run the stage's code.</summary>
    private sealed class Delivery(PublishTarget target) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private readonly long _sentAt = target.Time.GetTimestamp();

        public void OnReport(DeliveryReport<byte[], byte[]> report)
        {
            if (report.Error.IsError)
            {
                TrySetException(new KafkaException(report.Error));
                return;
            }

            TimeSpan latency = target.Time.GetElapsedTime(_sentAt);
            target.Statistics.Count(report.Topic, report.Partition.Value, report.Offset.Value, latency);
            if (BatchTelemetry.PublishLatency.Enabled)
            {
                BatchTelemetry.PublishLatency.Record(latency.TotalSeconds, new KeyValuePair<string, object?>("topic", report.Topic));
            }

            TrySetResult();
        }
    }
}
