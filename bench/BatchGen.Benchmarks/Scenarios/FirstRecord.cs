using BatchGen.Benchmarks.Sides;
using BatchGen.Hosting;
using BatchGen.Runtime;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BatchGen.Benchmarks.Scenarios;

/// <summary>The process whose start is measured: writes a line when its first record is handled, and is then ended.</summary>
internal static class FirstRecord
{
    public const string Argument = "--first-record";
    public const string HandWritten = "hand-written";
    public const string Engine = "engine";
    public const string Mark = "first record after ";

    private static bool s_isFirstHandled;

    /// <param name="args">The argument, the side, the brokers, the topic, the group, then the client's settings as key=value.</param>
    public static Task<int> RunAsync(string[] args)
    {
        Dictionary<string, string> settings = args[5..].Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return args[1] == Engine ? ConsumeAsync(args[2], args[3], args[4], settings) : Task.FromResult(Loop(args[2], args[3], args[4], settings));
    }

    private static Task<int> ConsumeAsync(string brokers, string topic, string group, Dictionary<string, string> settings) =>
        BatchApp.RunAsync(["consume", "item-load"], (builder, services) =>
        {
            builder.Configuration.AddInMemoryCollection(
            [
                new("Batch:Kafka:BootstrapServers", brokers),
                new("Batch:Fallback:Store", $"file:{Path.Combine(Path.GetTempPath(), "batchgen-benchmarks", "fallback")}"),
                .. settings.Select(setting => new KeyValuePair<string, string?>($"Batch:Kafka:Settings:{setting.Key}", setting.Value)),
            ]);
            ItemHandler handler = new();
            handler.Use((_, _) => Handled());
            services.AddSingleton(handler);
            services.AddBatchJobs();

            // The same job in a group of its own, so that it starts from the beginning of the topic.
            services.RemoveAll<JobRegistration>();
            services.AddSingleton(new JobRegistration(
                typeof(Batch.ItemLoad), provider => new RenamedPlan(PlanOf<Batch.ItemLoad>(provider), topic, group, maxConcurrency: 1, gate: null)));
        });

    private static JobPlan PlanOf<TJob>(IServiceProvider provider)
        where TJob : IBatchJob => TJob.CreatePlan(provider);

    private static int Loop(string brokers, string topic, string group, Dictionary<string, string> settings)
    {
        ConsumerConfig config = new(settings)
        {
            BootstrapServers = brokers,
            GroupId = group,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            IsolationLevel = IsolationLevel.ReadCommitted,
        };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Subscribe(topic);
        System.Text.Json.JsonSerializer.Deserialize(consumer.Consume().Message.Value, BenchmarkJson.Default.ItemEnvelope);
        Handled();
        consumer.Close();
        return 0;
    }

    private static Task Handled()
    {
        if (!Interlocked.Exchange(ref s_isFirstHandled, true))
        {
            Console.WriteLine($"{Mark}{Environment.CpuUsage.TotalTime}");
        }

        return Task.CompletedTask;
    }
}
