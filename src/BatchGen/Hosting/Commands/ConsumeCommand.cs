using BatchGen.Configuration;
using BatchGen.Health;
using BatchGen.Hosting.Reports;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BatchGen.Hosting.Commands;

/// <summary><c>consume [JOB…]</c>: consumers until stopped.</summary>
internal sealed class ConsumeCommand(IReadOnlyCollection<string> jobs, bool json) : ICommand
{
    public async Task<int> RunAsync(IServiceProvider services, CancellationToken stopping)
    {
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        LoadConsumers factory = services.GetRequiredService<LoadConsumers>();
        IReadOnlyCollection<JobPlan> plans = services.GetRequiredService<JobCatalog>().FindAll(jobs);
        List<(JobDescriptor Job, LoadConsumer Consumer)> consumers =
        [
            .. plans
                .SelectMany(plan => factory.Create(plan).Select(consumer => (plan.Descriptor, consumer))),
        ];
        if (consumers.Count == 0)
        {
            throw new UsageException("None of these jobs has a [Load] stage: there is nothing to consume.");
        }

        SummaryBuilder summary = new("consume", services.GetRequiredService<KafkaConnection>().BootstrapServers, isEmbedded: false, time);
        ConsumersHealth health = services.GetRequiredService<ConsumersHealth>();
        await using HealthEndpoint? endpoint = HealthEndpoint.Start(
            health, services.GetRequiredService<BatchOptions>().Health, services.GetRequiredService<ILogger<HealthEndpoint>>());
        await using Progress progress = new(time);
        Compensator compensator = services.GetRequiredService<Compensator>();
        compensator.Start(plans, new CompensatorSettings { OnProgress = progress.Say, OnStage = progress.Watch });
        foreach ((JobDescriptor job, LoadConsumer consumer) in consumers)
        {
            health.Add(consumer, job);
            progress.Watch(consumer);
            consumer.Start();
        }

        // A consumer that cannot go on ends the process: an orchestrator starts it again, and a half-working one helps nobody.
        Task stopped = Task.Delay(Timeout.Infinite, stopping);
        Task first = await Task.WhenAny([stopped, .. consumers.Select(consumer => consumer.Consumer.Ended)]).ConfigureAwait(false);
        await Task.WhenAll(consumers.Select(consumer => consumer.Consumer.StopAsync())).ConfigureAwait(false);
        await compensator.StopAsync().ConfigureAwait(false);
        await progress.DisposeAsync().ConfigureAwait(false);
        foreach ((JobDescriptor job, LoadConsumer consumer) in consumers)
        {
            summary.Add(job, consumer);
            await consumer.DisposeAsync().ConfigureAwait(false);
        }

        int code = summary.Write(services, json);
        if (first.Exception?.InnerException is BatchConfigurationException wrong)
        {
            throw wrong;
        }

        return first == stopped ? code : ExitCodes.Software;
    }
}
