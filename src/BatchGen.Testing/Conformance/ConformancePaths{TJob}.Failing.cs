using BatchGen.Runtime;

namespace BatchGen.Testing;

/// <content>What succeeds, what fails once, and what fails for good.</content>
internal sealed partial class ConformancePaths<TJob>
{
    /// <summary>A record is handled and committed: a restart does not handle it again.</summary>
    private async Task<ConformanceResult> SuccessAsync(CancellationToken cancellationToken)
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: cancellationToken).ConfigureAwait(false);
        await using (BatchTestHost<TJob> host = await StartAsync(kafka, new ConformanceTrial(), cancellationToken).ConfigureAwait(false))
        {
            await PublishAsync(kafka, host, NewBatch(), cancellationToken).ConfigureAwait(false);
            await host.Processed(Consumers(host.Plan), cancellationToken).ConfigureAwait(false);
        }

        ConformanceTrial again = new();
        await using BatchTestHost<TJob> second = await StartAsync(kafka, again, cancellationToken).ConfigureAwait(false);
        await PublishAsync(kafka, second, NewBatch(), cancellationToken).ConfigureAwait(false);
        await second.Processed(Consumers(second.Plan), cancellationToken).ConfigureAwait(false);
        return again.Calls == Consumers(second.Plan)
            ? Passed("handled once, committed, not handled again after a restart")
            : Failed("a record that was handled came again after a restart: its offset was not committed");
    }

    /// <summary>An attempt that fails is followed by another.</summary>
    private async Task<ConformanceResult> RetryAsync(CancellationToken cancellationToken)
    {
        ConformanceTrial trial = new() { Before = static attempt => attempt == 1 ? throw new IOException("The conformance test has this attempt fail.") : Task.CompletedTask };
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: cancellationToken).ConfigureAwait(false);
        await using BatchTestHost<TJob> host = await StartAsync(kafka, trial, cancellationToken).ConfigureAwait(false);
        if (Stage(host.Plan) is { Attempts: < 2 } stage)
        {
            return Failed($"[Load(\"{stage.Topic}\")] has one attempt only (standard 4.4)");
        }

        await PublishAsync(kafka, host, NewBatch(), cancellationToken).ConfigureAwait(false);
        await host.Processed(Consumers(host.Plan), cancellationToken).ConfigureAwait(false);
        return Passed("an attempt that failed was followed by one that succeeded");
    }

    /// <summary>A handler whose dependency fails says so, and makes it good when the dependency works again.</summary>
    private async Task<ConformanceResult> FailureAsync(CancellationToken cancellationToken)
    {
        if (options.SetDependency is not { } set)
        {
            return NotVerified($"whether handlers pass failures on: set {nameof(ConformanceOptions)}.{nameof(options.SetDependency)}");
        }

        TaskCompletionSource<Exception?> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ConformanceTrial trial = new();
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: cancellationToken).ConfigureAwait(false);
        await using BatchTestHost<TJob> host = await StartAsync(kafka, trial, cancellationToken).ConfigureAwait(false);
        trial.OnEnded = failure =>
        {
            if (ended.TrySetResult(failure))
            {
                set(host.Services, DependencyState.Working);
            }
        };
        set(host.Services, DependencyState.Failing);
        await PublishAsync(kafka, host, NewBatch(), cancellationToken).ConfigureAwait(false);
        if (await ended.Task.WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false) is null)
        {
            return Failed("the handler succeeds while what it writes to fails: it swallows the failure, and the record is lost (standard 4.4, BWS3207)");
        }

        await host.Processed(Consumers(host.Plan), cancellationToken).ConfigureAwait(false);
        return Passed("a failure of what the handler writes to was passed on, and the record handled later");
    }

    /// <summary>What every attempt fails for goes to the dead-letter topic as it was, and others go on.</summary>
    private async Task<ConformanceResult> DeadLetterAsync(CancellationToken cancellationToken)
    {
        ConformanceTrial trial = new() { Before = static _ => throw new IOException("The conformance test has every attempt fail.") };
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: cancellationToken).ConfigureAwait(false);
        await using BatchTestHost<TJob> host = await StartAsync(kafka, trial, cancellationToken).ConfigureAwait(false);
        StageDescriptor stage = Stage(host.Plan);
        int consumers = Consumers(host.Plan);
        await PublishAsync(kafka, host, NewBatch(), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<EmbeddedRecord> letters = await host.DeadLettered(consumers, cancellationToken).ConfigureAwait(false);
        EmbeddedRecord source = (await kafka.Topic(stage.Topic!).ReadAsync(cancellationToken).ConfigureAwait(false))[0];
        if (!letters.All(letter => Same(letter.Key, source.Key) && Same(letter.Value, source.Value)))
        {
            return Failed($"what lies in {stage.DeadLetterTopic} is not byte for byte what was consumed: it cannot be replayed");
        }

        trial.Before = static _ => Task.CompletedTask;
        await PublishAsync(kafka, host, NewBatch(), cancellationToken).ConfigureAwait(false);
        await host.Processed(consumers, cancellationToken).ConfigureAwait(false);
        return Passed($"dead-lettered to {stage.DeadLetterTopic} after {stage.Attempts} attempts, byte for byte; the next record was handled");
    }

    private static bool Same(ReadOnlyMemory<byte>? a, ReadOnlyMemory<byte>? b) =>
        a.HasValue == b.HasValue && a.GetValueOrDefault().Span.SequenceEqual(b.GetValueOrDefault().Span);
}
