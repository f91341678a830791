using System.Diagnostics;
using BatchGen.Runtime;

namespace BatchGen.Testing;

/// <content>Waiting for what the consumers do.</content>
public sealed partial class BatchTestHost<TJob>
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until the handlers have succeeded for so many records, over all <c>[Load]</c> stages of the job.</summary>
    /// <param name="count">At least how many, since the start of the host.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task Processed(int count, CancellationToken cancellationToken = default) =>
        WaitForAsync(count, "processed", static statistics => statistics.Processed, cancellationToken);

    /// <summary>Waits until so many records were skipped because their batch had already had them done (<c>Deduplicate</c>).</summary>
    /// <param name="count">At least how many, since the start of the host.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task Skipped(int count, CancellationToken cancellationToken = default) =>
        WaitForAsync(count, "skipped", static statistics => statistics.Skipped, cancellationToken);

    /// <summary>Waits until so many records lie in the fallback store because the dead-letter topic could not be written.</summary>
    /// <param name="count">At least how many, since the start of the host.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task FellBack(int count, CancellationToken cancellationToken = default) =>
        WaitForAsync(count, "in the fallback store", static statistics => statistics.FellBack, cancellationToken);

    /// <summary>Waits until so many records went to their dead-letter topics, and reads those topics.</summary>
    /// <param name="count">At least how many, since the start of the host.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All that the job's dead-letter topics hold.</returns>
    public async Task<IReadOnlyList<EmbeddedRecord>> DeadLettered(int count, CancellationToken cancellationToken = default)
    {
        await WaitForAsync(count, "dead-lettered", static statistics => statistics.DeadLettered, cancellationToken).ConfigureAwait(false);
        List<EmbeddedRecord> letters = [];
        foreach (string topic in _consumers.Select(static consumer => consumer.Stage.DeadLetterTopic).OfType<string>().Distinct())
        {
            letters.AddRange(await _kafka.Topic(topic).ReadAsync(cancellationToken).ConfigureAwait(false));
        }

        return letters;
    }

    private async Task WaitForAsync(
        int count, string what, Func<ConsumerStatistics, long> counter, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        long started = Stopwatch.GetTimestamp();
        using PeriodicTimer timer = new(Step);
        while (_consumers.Sum(consumer => counter(consumer.Statistics)) < count)
        {
            if (_consumers.FirstOrDefault(static consumer => consumer.Ended.IsFaulted) is { } broken)
            {
                Exception fault = broken.Ended.Exception!.InnerException!;
                throw new BatchTestException($"The consumer of {broken.Stage.Topic} has stopped: {fault.Message}", fault);
            }

            if (Stopwatch.GetElapsedTime(started) > _options.Timeout)
            {
                throw new BatchTestException($"Waited {_options.Timeout} for {count} records {what}, but there are {Counts()}");
            }

            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private string Counts() => string.Join(
        "; ",
        _consumers.Select(static consumer =>
            $"{consumer.Statistics.Processed} processed, {consumer.Statistics.Skipped} skipped, {consumer.Statistics.DeadLettered} dead-lettered, "
            + $"{consumer.Statistics.FellBack} in the fallback store, {consumer.Statistics.Retried} retries of {consumer.Stage.Topic}"));
}
