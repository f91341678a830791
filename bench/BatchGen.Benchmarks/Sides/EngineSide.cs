using BatchGen.Benchmarks.Measuring;
using BatchGen.Hosting;
using BatchGen.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BatchGen.Benchmarks.Sides;

/// <summary>The engine with a generated job.</summary>
/// <param name="job">The job.</param>
/// <param name="maxConcurrency">Replaces the job's.</param>
/// <param name="gate">Holds the poll thread behind the first records; null to go on at once.</param>
internal sealed class EngineSide(string job, int maxConcurrency, Gate? gate = null) : IConsumerSide
{
    public string Name => $"BatchGen, {job}, MaxConcurrency {maxConcurrency}";

    public async Task<Sample> RunAsync(Broker broker, string topic, CountedRun run, Func<Item, CancellationToken, Task> handle)
    {
        await using ServiceProvider services = Services(broker, gate);
        services.GetRequiredService<ItemHandler>().Use(handle);
        RenamedPlan plan = new(services.GetRequiredService<JobCatalog>().Find(job), topic, $"{job}.{Guid.NewGuid():N}", maxConcurrency, gate);
        gate?.Arm(run);
        await using LoadConsumer consumer = services.GetRequiredService<LoadConsumers>().Create(plan)[0];
        consumer.Start();
        await Task.WhenAny(run.Done, consumer.Ended);
        await consumer.StopAsync();
        await consumer.Ended;
        if (consumer.Statistics.Done != consumer.Statistics.Processed)
        {
            throw new InvalidOperationException($"{consumer.Statistics.Done - consumer.Statistics.Processed} records failed.");
        }

        broker.ThrowIfNotCommitted(topic, plan.Group, run.Records);
        return await run.Done;
    }

    /// <summary>What <c>BatchApp</c> registers, on the given broker, with a log that takes warnings.</summary>
    public static ServiceProvider Services(Broker broker, TimeProvider? time = null)
    {
        ServiceCollection services = new();
        services.AddLogging(log => log.AddConsole().SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("Batch:Fallback:Store", $"file:{Path.Combine(Path.GetTempPath(), "batchgen-benchmarks", "fallback")}"),
                new("Batch:SpoolDirectory", Path.Combine(Path.GetTempPath(), "batchgen-benchmarks", "spool")),
            ])
            .Build());
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton<ItemHandler>();
        services.AddBatchJobs();
        ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<KafkaConnection>().Use(broker.Kafka);
        return provider;
    }
}
