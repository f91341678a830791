using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>Publishes one record; complete when it is acknowledged.</summary>
/// <typeparam name="T">The payload.</typeparam>
/// <param name="payload">The domain fields.</param>
/// <param name="batch">The batch.</param>
/// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the run is cancelled.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask PublishStep<in T>(T payload, BatchContext batch, CancellationToken cancellationToken);

/// <content>Publish.</content>
public sealed partial class StageRun
{
    /// <summary>How many records are under way to the broker at once: enough to fill its batches, too few to fill the client's queue.</summary>
    private const int MaxUnacknowledged = 10_000;

    /// <summary>How long a stage that its orchestrator stops waits for what is under way; whoever stops it will not wait for long.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(3);

    /// <summary>What was acknowledged, once the stage has run.</summary>
    internal PublishStatistics? Published { get; private set; }

    /// <summary>
    /// Publishes records side by side and waits for the acknowledgement of each; an attempt takes only records that no earlier one got
    /// through (standard 3.2, 4.3).
    /// </summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="stage">The stage's policy.</param>
    /// <param name="config">The producer's policy.</param>
    /// <param name="json">How records are read and written.</param>
    /// <param name="step">The generated publish method.</param>
    public Task PublishAsync<T>(StageDescriptor stage, ProducerConfig config, JsonTypeInfo<T> json, PublishStep<T> step)
    {
        if (GivenUp is not null)
        {
            return GiveUpAsync(stage, failure => PersistUnpublishedAsync(stage, json, step, failure));
        }

        PublishTarget target = new(_services.Producers.For(config), _services.Pipeline.TimeProvider);
        Published = target.Statistics;
        return RunAsync(
            stage,
            (context, token) => PublishPendingAsync(stage, context, target, json, step, token),
            exception => PersistUnpublishedAsync(stage, json, step, exception),
            DeliveryTimeout(config) + HungGrace,
            keepsUntried: true);
    }

    /// <summary>How long the client takes at most to say what became of a record; an attempt ends only when it is known of all.</summary>
    private static TimeSpan DeliveryTimeout(ProducerConfig config) => TimeSpan.FromMilliseconds(config.MessageTimeoutMs ?? 300_000);

    private IAsyncEnumerable<Spooled<T>> ReadPayloads<T>(JsonTypeInfo<T> json, CancellationToken token)
    {
        if (Payloads is null)
        {
            return SpoolReader.ReadAsync(_folder.Transformed, json, token);
        }

        return Payloads.Select((payload, i) => payload is T record
            ? new Spooled<T>(i, _scheduledAt, record)
            : throw new ArgumentException($"The job publishes {typeof(T)}, not {payload.GetType()}.")).ToAsyncEnumerable();
    }

    private async Task PublishPendingAsync<T>(
        StageDescriptor stage, BatchContext context, PublishTarget target, JsonTypeInfo<T> json, PublishStep<T> step, CancellationToken token)
    {
        KafkaPublishScope scope = new(target, _batchId) { Compensates = _services.Compensates };
        using PublishScope.Entry entry = PublishScope.Enter(scope);
        Queue<(long Ordinal, Task Acknowledged)> underWay = new();
        using CancellationTokenSource givingUp = new();
        using CancellationTokenRegistration stop = _services.SingleAttempt ? _cancellation.Register(() => givingUp.CancelAfter(StopGrace)) : default;
        try
        {
            await foreach (Spooled<T> record in ReadPayloads(json, token).ConfigureAwait(false))
            {
                if (!_pending.Includes(record.Ordinal))
                {
                    continue;
                }

                if (underWay.Count == MaxUnacknowledged)
                {
                    await SettleAsync(underWay.Dequeue(), givingUp.Token).ConfigureAwait(false);
                }

                scope.IngestedAt = record.IngestedAt;
                underWay.Enqueue((record.Ordinal, Start(step, record.Record, context, token)));
                _read = Math.Max(_read, record.Ordinal + 1);
            }
        }
        finally
        {
            // Also when the attempt is cancelled: what is under way gets there or not, and the next attempt has to know.
            while (underWay.TryDequeue(out (long Ordinal, Task Acknowledged) record))
            {
                await SettleAsync(record, givingUp.Token).ConfigureAwait(false);
            }
        }

        _pending.ThrowIfAnyFailed(stage.Name);
    }

    private async Task SettleAsync((long Ordinal, Task Acknowledged) record, CancellationToken givingUp)
    {
        try
        {
            await record.Acknowledged.WaitAsync(givingUp).ConfigureAwait(false);
            _pending.Succeed(record.Ordinal);
            _written++;
        }
        catch (Exception exception) when (!givingUp.IsCancellationRequested)
        {
            _pending.Fail(record.Ordinal, exception);
        }
    }

    private static Task Start<T>(PublishStep<T> step, T payload, BatchContext context, CancellationToken token)
    {
        try
        {
            return step(payload, context, token).AsTask();
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    /// <summary>
    /// Runs the publish method once more into a scope that keeps what it would have sent, byte for byte; for the records that failed, and
    /// for those that no attempt got to.
    /// </summary>
    private async Task PersistUnpublishedAsync<T>(StageDescriptor stage, JsonTypeInfo<T> json, PublishStep<T> step, Exception last)
    {
        await foreach (Spooled<T> record in ReadPayloads(json, _cancellation).ConfigureAwait(false))
        {
            if (_pending.FailureOf(record.Ordinal, untried: last) is not { } failure)
            {
                continue;
            }

            CapturingScope scope = new(_batchId, record.IngestedAt) { Compensates = _services.Compensates };
            using PublishScope.Entry entry = PublishScope.Enter(scope);
            try
            {
                await step(record.Record, Context(stage), _cancellation).ConfigureAwait(false);
            }
            catch (Exception) when (!_cancellation.IsCancellationRequested)
            {
                // It does not get as far as an envelope, so its payload is what there is to keep.
            }

            byte[] payload = scope.Message?.Value ?? JsonSerializer.SerializeToUtf8Bytes(record.Record, json);
            await PersistAsync(stage, failure, record.Ordinal, payload, scope.Message).ConfigureAwait(false);
        }
    }

    /// <summary>What would have been sent.</summary>
    private sealed record UnsentMessage(string Topic, string RecordId, byte[] Key, byte[] Value, IReadOnlyList<FallbackHeader> Headers);

    private sealed class CapturingScope(Guid batchId, DateTimeOffset ingestedAt) : PublishScope
    {
        public UnsentMessage? Message { get; private set; }

        public override Task SendAsync<TPayload>(
            string topic, string recordId, string key, TPayload payload, JsonTypeInfo<TPayload> json, CancellationToken cancellationToken)
        {
            Message<byte[], byte[]> message = EnvelopeMessage.Create(batchId, ingestedAt, recordId, key, payload, json, Compensates);
            IEnumerable<FallbackHeader> headers = (message.Headers ?? []).Select(header => new FallbackHeader(header.Key, header.GetValueBytes()));
            Message = new UnsentMessage(topic, recordId, message.Key, message.Value, [.. headers]);
            return Task.CompletedTask;
        }
    }
}
