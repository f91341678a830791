using System.Collections.Concurrent;
using BatchGen.Configuration;
using BatchGen.Hosting.Reports;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Hosting.Commands;

/// <summary><c>up [JOB…]</c>: the consumers and one run of each job in this process, on an embedded broker unless a cluster is configured.</summary>
internal sealed class UpCommand(IReadOnlyCollection<string> jobs, bool json, bool isImplicit) : ICommand
{
    private static readonly TimeSpan AssignmentTimeout = TimeSpan.FromSeconds(60);

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken stopping)
    {
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        IReadOnlyCollection<JobPlan> plans = services.GetRequiredService<JobCatalog>().FindAll(jobs);
        if (plans.Count == 0)
        {
            throw new UsageException("No job is registered. Call services.AddBatchJobs() in Program.cs.");
        }

        await using Progress progress = new(time);
        KafkaConnection connection = services.GetRequiredService<KafkaConnection>();
        bool isEmbedded = !connection.IsConfigured;
        if (!isEmbedded && isImplicit)
        {
            throw new UsageException("A cluster is configured (Batch:Kafka:BootstrapServers), so name a command: run, stage, consume, up or describe. See --help.");
        }

        IEmbeddedBroker? broker = isEmbedded ? await StartBrokerAsync(services, plans, progress, stopping).ConfigureAwait(false) : null;
        try
        {
            SummaryBuilder summary = new("up", connection.BootstrapServers, isEmbedded, time);
            await RunAsync(services, plans, summary, progress, stopping).ConfigureAwait(false);
            await progress.DisposeAsync().ConfigureAwait(false);
            return summary.Write(services, json);
        }
        finally
        {
            if (broker is not null)
            {
                // Clients first: one that outlives its broker only logs that it is gone.
                services.GetRequiredService<KafkaProducers>().Dispose();
                await broker.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<IEmbeddedBroker> StartBrokerAsync(
        IServiceProvider services, IReadOnlyCollection<JobPlan> plans, Progress progress, CancellationToken stopping)
    {
        IEmbeddedBrokerFactory factory = services.GetService<IEmbeddedBrokerFactory>()
            ?? throw new BatchConfigurationException(
                "Batch:Kafka:BootstrapServers",
                "missing, and no embedded broker is there to take its place. Write host:port of the cluster's brokers, or reference the package BatchGen.Testing.");
        JobCatalog catalog = services.GetRequiredService<JobCatalog>();
        IEnumerable<JobPlan> compensating = plans
            .Select(plan => plan.Descriptor.Fallback.Compensate is { } name && catalog.TryFind(name, out JobPlan? found) ? found : null)
            .OfType<JobPlan>();
        string[] topics =
        [
            .. plans.Concat(compensating).SelectMany(plan => plan.Descriptor.Stages)
                .SelectMany(stage => new[] { stage.Topic, stage.DeadLetterTopic })
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        IEmbeddedBroker broker = await factory.StartAsync(topics, stopping).ConfigureAwait(false);
        services.GetRequiredService<KafkaConnection>().Use(broker);
        progress.Say($"Embedded Kafka broker at {broker.BootstrapServers}");
        return broker;
    }

    private static async Task RunAsync(
        IServiceProvider services, IReadOnlyCollection<JobPlan> plans, SummaryBuilder summary, Progress progress, CancellationToken stopping)
    {
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        double backoffScale = services.GetRequiredService<BatchOptions>().UpBackoffScale;
        if (backoffScale < 1)
        {
            progress.Say($"Backoffs are scaled by {backoffScale:0.####} (Batch:Up:BackoffScale); elsewhere they are as declared");
        }

        LoadConsumers factory = services.GetRequiredService<LoadConsumers>();
        List<(JobDescriptor Job, LoadConsumer Consumer)> consumers =
            [.. plans.SelectMany(plan => factory.Create(plan, backoffScale).Select(consumer => (plan.Descriptor, consumer)))];
        ConcurrentQueue<(JobDescriptor Job, Guid Batch, RunOutcome Outcome)> compensated = new();
        Compensator compensator = services.GetRequiredService<Compensator>();
        compensator.Start(plans, new CompensatorSettings
        {
            BackoffScale = backoffScale,
            OnProgress = progress.Say,
            OnStage = progress.Watch,
            OnEnded = (job, batch, outcome) => compensated.Enqueue((job, batch, outcome)),
        });
        try
        {
            foreach ((_, LoadConsumer consumer) in consumers)
            {
                progress.Watch(consumer);
                consumer.Start();
            }

            await Task.WhenAll(consumers.Select(consumer => consumer.Consumer.Ready)).WaitAsync(AssignmentTimeout, time, stopping).ConfigureAwait(false);
            foreach (JobPlan plan in plans.Where(RunCommandChecks.CanRun))
            {
                Guid batch = Guid.CreateVersion7(time.GetUtcNow());
                progress.Say($"{plan.Descriptor.Name}: batch {batch}");
                RunOutcome outcome = await services.GetRequiredService<JobRunner>()
                    .RunAsync(plan, new RunRequest(batch, backoffScale, progress.Say, progress.Watch), stopping).ConfigureAwait(false);
                summary.Add(plan.Descriptor, batch, outcome);
                await LoadedAsync(outcome).ConfigureAwait(false);
            }

            // What compensating runs publish triggers no further ones.
            await compensator.DrainAsync(stopping).ConfigureAwait(false);
            foreach ((JobDescriptor job, Guid batch, RunOutcome outcome) in compensated)
            {
                summary.Add(job, batch, outcome);
                await LoadedAsync(outcome).ConfigureAwait(false);
            }
        }
        finally
        {
            await compensator.StopAsync().ConfigureAwait(false);
            await Task.WhenAll(consumers.Select(consumer => consumer.Consumer.StopAsync())).ConfigureAwait(false);
        }

        foreach ((JobDescriptor job, LoadConsumer consumer) in consumers)
        {
            summary.Add(job, consumer);
            await consumer.DisposeAsync().ConfigureAwait(false);
        }

        async Task LoadedAsync(RunOutcome outcome)
        {
            if (outcome.Published is { } published)
            {
                await Task.WhenAll(consumers.Select(consumer => consumer.Consumer.WaitForAsync(published.Positions, stopping))).ConfigureAwait(false);
            }
        }
    }
}
