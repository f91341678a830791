using System.Collections.Concurrent;
using BatchGen.Fallbacks;
using BatchGen.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BatchGen.Health;

/// <summary>
/// Tells how the consumers of the process are. Unhealthy: a partition stands because nobody takes one of its records, the consumer has
/// stopped by a failure, or its poll thread is not seen any more. Degraded: it has no partitions, or its commits are refused for long.
/// </summary>
internal sealed class ConsumersHealth : IHealthCheck
{
    /// <summary>Longer than a revoked partition may drain and its last commit may take.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxRefusal = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<LoadConsumer, JobDescriptor> _consumers = new();

    public void Add(LoadConsumer consumer, JobDescriptor job) => _consumers[consumer] = job;

    public void Remove(LoadConsumer consumer) => _consumers.TryRemove(consumer, out _);

    /// <summary>The health of each consumer that runs, in the order of topics.</summary>
    public IReadOnlyList<ConsumerHealth> Check() =>
        [.. _consumers.Select(consumer => Check(consumer.Value, consumer.Key)).OrderBy(health => health.Topic, StringComparer.Ordinal)];

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ConsumerHealth> consumers = Check();
        HealthStatus status = consumers.Select(consumer => consumer.Status).DefaultIfEmpty(HealthStatus.Healthy).Min();
        string description = string.Join("; ", consumers.SelectMany(consumer => consumer.Reasons.Select(reason => $"{consumer.Topic}: {reason}")));
        return Task.FromResult(new HealthCheckResult(
            status == HealthStatus.Unhealthy ? context.Registration.FailureStatus : status, description.Length > 0 ? description : null));
    }

    private static ConsumerHealth Check(JobDescriptor job, LoadConsumer consumer)
    {
        ConsumerVitals vitals = consumer.Vitals;
        List<string> grave = [];
        List<string> slight = [];
        bool isAlive = true;
        if (consumer.Ended.IsFaulted)
        {
            grave.Add($"the consumer has stopped: {FailureText.Cut(consumer.Ended.Exception!.InnerException!.Message)}");
            isAlive = false;
        }
        else if (!consumer.Ended.IsCompleted && vitals.SincePoll > MaxSilence)
        {
            grave.Add($"the poll thread was last seen {vitals.SincePoll.TotalSeconds:0} s ago");
            isAlive = false;
        }

        if (vitals.Held is > 0 and int held)
        {
            grave.Add($"{held} {(held == 1 ? "record is" : "records are")} taken by nobody, {vitals.HeldReason}");
        }

        if (vitals.Partitions == 0)
        {
            slight.Add("no partitions are assigned");
        }

        if (vitals.SinceCommitRefused > MaxRefusal)
        {
            slight.Add($"commits have been refused for {vitals.SinceCommitRefused.TotalSeconds:0} s");
        }

        HealthStatus status = grave.Count > 0 ? HealthStatus.Unhealthy : slight.Count > 0 ? HealthStatus.Degraded : HealthStatus.Healthy;
        return new ConsumerHealth(job.Name, consumer.Stage.Topic!, consumer.Stage.Group!, status, isAlive, [.. grave, .. slight]);
    }
}

/// <summary>How one consumer is.</summary>
/// <param name="Job">The job.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Group">The consumer group.</param>
/// <param name="Status">Healthy, degraded or unhealthy.</param>
/// <param name="IsAlive">Whether it goes on by itself; if not, the process is to be started again.</param>
/// <param name="Reasons">Why it is not healthy, the gravest first.</param>
internal sealed record ConsumerHealth(string Job, string Topic, string Group, HealthStatus Status, bool IsAlive, IReadOnlyList<string> Reasons);
