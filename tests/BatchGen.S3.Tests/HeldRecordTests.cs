using System.Collections.Concurrent;
using BatchGen.S3.Tests.Batch;
using BatchGen.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BatchGen.S3.Tests;

/// <summary>A consumer whose dead letters the broker refuses while the bucket is away, and what becomes of its record.</summary>
public sealed class HeldRecordTests(S3Server server) : S3Test
{
    [Fact]
    public async Task A_record_that_nobody_takes_is_held_until_the_bucket_is_back_and_then_kept_exactly()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync();
        Messages messages = new();
        Dictionary<string, string?> settings = server.Settings();
        settings["Batch:Fallback:Store"] = "s3://fallback/held";
        await using BatchTestHost<ParcelJob> app = await BatchTestHost.StartAsync<ParcelJob>(
            kafka,
            services => services.AddSingleton<Deliveries>().AddS3Fallback().AddLogging(logging => logging.AddProvider(messages)),
            new BatchTestHostOptions { Settings = settings });
        await server.StopAsync();
        await app.PublishAsync(new Parcel("p1"));
        await app.Services.GetRequiredService<Deliveries>().Started.WaitAsync(TimeSpan.FromSeconds(30));
        kafka.Faults.FailRequests(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, count: 10_000);
        app.Services.GetRequiredService<Deliveries>().Fail();
        await messages.ContainsAsync("stands at offset");
        Assert.Contains("did not write", messages.All, StringComparison.Ordinal);

        await server.StartAsync();
        await app.FellBack(1);
        EmbeddedRecord sent = Assert.Single(await kafka.Topic(ParcelJob.Topic).ReadAsync());
        IFallbackArchive store = server.Open("s3://fallback/held");
        StoredFallback stored = Assert.Single(await store.AllAsync("parcels"));
        Assert.Equal((null, "p1", ParcelJob.Topic, sent.Offset), (stored.Problem, stored.Entry!.RecordId, stored.Entry.Topic, stored.Entry.Offset));
        Assert.Equal(sent.Value?.ToArray(), (await store.ReadPayloadAsync(stored.Key, CancellationToken.None)).ToArray());
        Assert.DoesNotContain(server.SecretKey, messages.All, StringComparison.Ordinal);
    }

    private sealed class Messages : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _messages = new();

        public string All => string.Join('\n', _messages);

        public async Task ContainsAsync(string text)
        {
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
            using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(10));
            while (!All.Contains(text, StringComparison.Ordinal))
            {
                Assert.True(await timer.WaitForNextTickAsync(limit.Token), text);
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _messages.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
