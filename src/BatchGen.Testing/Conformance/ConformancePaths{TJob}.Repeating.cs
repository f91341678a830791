using BatchGen.Runtime;

namespace BatchGen.Testing;

/// <content>What comes again: as a duplicate, after a crash, after a stop.</content>
internal sealed partial class ConformancePaths<TJob>
{
    private const string EffectMissing = $"whether a record that comes again has no second effect: set {nameof(ConformanceOptions)}.{nameof(ConformanceOptions.Effect)}";

    /// <summary>A record of a batch that comes twice has one effect.</summary>
    private async Task<ConformanceResult> DuplicateAsync(CancellationToken cancellationToken)
    {
        ConformanceTrial trial = new();
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: cancellationToken).ConfigureAwait(false);
        await using BatchTestHost<TJob> host = await StartAsync(kafka, trial, cancellationToken).ConfigureAwait(false);
        Guid batch = NewBatch();
        int consumers = Consumers(host.Plan);
        await PublishAsync(kafka, host, batch, cancellationToken).ConfigureAwait(false);
        await host.Processed(consumers, cancellationToken).ConfigureAwait(false);
        string? once = options.Effect?.Invoke(host.Services);
        await PublishAsync(kafka, host, batch, cancellationToken).ConfigureAwait(false);
        StageDescriptor stage = Stage(host.Plan);
        if (stage.Deduplicate)
        {
            await host.Skipped(consumers, cancellationToken).ConfigureAwait(false);
            return Passed("a second copy in its batch was skipped (Deduplicate)");
        }

        await host.Processed(2 * consumers, cancellationToken).ConfigureAwait(false);
        return CompareEffects(host, once, "a second copy in its batch");
    }

    /// <summary>A process that dies between a handler's effect and its commit gets the record again, to the same effect.</summary>
    private async Task<ConformanceResult> CrashAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource handled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource buried = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ConformanceTrial dying = new()
        {
            After = _ =>
            {
                handled.TrySetResult();
                return buried.Task;
            },
        };
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: cancellationToken).ConfigureAwait(false);
        string? once;
        await using (BatchTestHost<TJob> host = await StartAsync(kafka, dying, cancellationToken).ConfigureAwait(false))
        {
            await PublishAsync(kafka, host, NewBatch(), cancellationToken).ConfigureAwait(false);
            await handled.Task.WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
            once = options.Effect?.Invoke(host.Services);
        }

        // The host went without a word from the attempt, as a killed process does: its offset cannot be committed.
        await using BatchTestHost<TJob> next = await StartAsync(kafka, new ConformanceTrial(), cancellationToken).ConfigureAwait(false);
        await next.Processed(1, cancellationToken).ConfigureAwait(false);
        buried.SetResult();
        return CompareEffects(next, once, "a record that came again after a crash");
    }

    /// <summary>A stop finishes and commits what is in hand, and leaves the rest to the next process: nothing is lost, nothing handled twice.</summary>
    private async Task<ConformanceResult> ShutdownAsync(CancellationToken cancellationToken)
    {
        const int records = 10;
        const int before = 3;
        TaskCompletionSource inHand = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ConformanceTrial trial = new();
        trial.Before = _ =>
        {
            if (trial.Attempts < before)
            {
                return Task.CompletedTask;
            }

            inHand.TrySetResult();
            return goOn.Task;
        };
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: cancellationToken).ConfigureAwait(false);
        int consumers;
        await using (BatchTestHost<TJob> host = await StartAsync(kafka, trial, cancellationToken).ConfigureAwait(false))
        {
            consumers = Consumers(host.Plan);
            for (int i = 0; i < records; i++)
            {
                await PublishAsync(kafka, host, NewBatch(), cancellationToken).ConfigureAwait(false);
            }

            await inHand.Task.WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
            Task stopping = host.StopAsync();
            goOn.SetResult();
            await stopping.WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
        }

        ConformanceTrial rest = new();
        await using BatchTestHost<TJob> next = await StartAsync(kafka, rest, cancellationToken).ConfigureAwait(false);
        int left = (records * consumers) - trial.Calls;
        await next.Processed(left, cancellationToken).ConfigureAwait(false);
        await PublishAsync(kafka, next, NewBatch(), cancellationToken).ConfigureAwait(false);
        await next.Processed(left + consumers, cancellationToken).ConfigureAwait(false);
        return rest.Calls == left + consumers
            ? Passed($"a stop finished what was in hand; of {records} records none was lost and none handled twice")
            : Failed($"{rest.Calls - left - consumers} records that were handled before the stop were handled again behind it: they were not committed");
    }

    /// <summary>A handler that waits for what does not answer ends when its token is cancelled, and its record is not lost by that.</summary>
    private async Task<ConformanceResult> CancellationAsync(CancellationToken cancellationToken)
    {
        if (options.SetDependency is not { } set)
        {
            return NotVerified($"whether handlers honour their CancellationToken: set {nameof(ConformanceOptions)}.{nameof(options.SetDependency)}");
        }

        ConformanceTrial trial = new();
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: cancellationToken).ConfigureAwait(false);
        await using (BatchTestHost<TJob> host = await StartAsync(kafka, trial, cancellationToken).ConfigureAwait(false))
        {
            set(host.Services, DependencyState.Hanging);
            try
            {
                await PublishAsync(kafka, host, NewBatch(), cancellationToken).ConfigureAwait(false);
                if (!await UntilAsync(() => trial.Running > 0 || trial.Calls > trial.Running, cancellationToken).ConfigureAwait(false) || trial.Running == 0)
                {
                    return NotVerified("the handler did not wait for what it writes to while that hangs");
                }

                await host.StopAsync().WaitAsync(options.Timeout, cancellationToken).ConfigureAwait(false);
                using CancellationTokenSource grace = new(TimeSpan.FromSeconds(3));
                while (trial.Running > 0 && !grace.IsCancellationRequested)
                {
                    await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
                }

                if (trial.Running > 0)
                {
                    return Failed("the handler goes on after its CancellationToken was cancelled: it ignores it, and every stop takes its full drain time (BWS3208)");
                }
            }
            finally
            {
                set(host.Services, DependencyState.Working);
            }
        }

        await using BatchTestHost<TJob> next = await StartAsync(kafka, new ConformanceTrial(), cancellationToken).ConfigureAwait(false);
        await next.Processed(1, cancellationToken).ConfigureAwait(false);
        return Passed("a handler that waited ended when it was cancelled, and its record was handled after the restart");
    }

    private ConformanceResult CompareEffects(BatchTestHost<TJob> host, string? once, string what)
    {
        if (once is null || options.Effect is not { } effect)
        {
            return NotVerified(EffectMissing);
        }

        string twice = effect(host.Services);
        return once == twice
            ? Passed($"{what} had no second effect")
            : Failed($"{what} had a second effect: handlers are not idempotent (standard 1.3). Before: {Short(once)}. After: {Short(twice)}");
    }

    private static string Short(string text) => text.Length <= 200 ? text : $"{text[..200]}…";
}
