using System.Text.Json;
using BatchGen;
using BatchGen.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using TheNamespace.Batch;
using TheNamespace.Storage;
using Xunit;

namespace TheNamespace.Tests;

/// <summary>The job on a Kafka broker in this process: its success, retry and dead-letter path.</summary>
public sealed class TheBatchJobTests : IAsyncLifetime
{
    private const string Topic = "the.topic.v1";
    private const string DeadLetterTopic = Topic + ".dlq";

    private readonly TheBatchMemoryStore _store = new();
    private EmbeddedKafka _kafka = null!;
    private BatchTestHost<TheBatchJob> _app = null!;
    private IProducer<string, string> _producer = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _kafka = await EmbeddedKafka.StartAsync(ct: Cancellation);
        _app = await BatchTestHost.StartAsync<TheBatchJob>(
            _kafka, services => services.AddSingleton<ITheBatchStore>(_store), cancellationToken: Cancellation);
        ProducerConfig config = new(new Dictionary<string, string>(_kafka.ClientSettings))
        {
            BootstrapServers = _kafka.BootstrapServers,
            Acks = Acks.All,
            EnableIdempotence = true,
            CompressionType = Confluent.Kafka.CompressionType.Zstd,
            LingerMs = 0,
        };
        _producer = new ProducerBuilder<string, string>(config).SetLogHandler(static (_, _) => { }).Build();
    }

    public async ValueTask DisposeAsync()
    {
        _producer.Dispose();
        await _app.DisposeAsync();
        await _kafka.DisposeAsync();
    }

    [Fact]
    public async Task A_record_is_stored_and_one_that_is_delivered_again_changes_nothing()
    {
        await ProduceAsync("records/1", "first");
        await ProduceAsync("records/1", "first");
        await _app.Processed(2, Cancellation);

        Assert.Equal([new TheBatchRecord("records/1", "first")], _store.Records.Values);
        _kafka.Topic(DeadLetterTopic).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_cannot_be_stored_at_first_is_tried_again()
    {
        _store.Fail(times: 2, new TimeoutException("The store is busy."));

        await ProduceAsync("records/7", "seventh");
        await _app.Processed(1, Cancellation);

        Assert.Equal(3, _store.Writes);
        Assert.Equal("seventh", _store.Records["records/7"].Name);
        _kafka.Topic(DeadLetterTopic).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_can_never_be_stored_becomes_a_dead_letter_and_the_next_one_goes_on()
    {
        _store.Fail(times: 1, new PermanentFailureException("The store does not take it."));

        await ProduceAsync("records/8", "eighth");
        EmbeddedRecord letter = Assert.Single(await _app.DeadLettered(1, Cancellation));
        await ProduceAsync("records/9", "ninth");
        await _app.Processed(1, Cancellation);

        Assert.Equal(("records/8", "The store does not take it."), (letter.KeyText, letter.HeaderText("batchgen-dlq-message")));
        Assert.Equal(["records/9"], _store.Records.Keys);
    }

    /// <summary>Writes a record as its publisher does: in the envelope of the standard, with the record's id as the key.</summary>
    private async Task ProduceAsync(string id, string name)
    {
        string value = JsonSerializer.Serialize(new
        {
            batch_id = "01a0273f-fca0-7d91-82e8-c51e5af34dcb",
            record_id = id,
            ingested_at = "2026-08-22T02:15:03.120Z",
            payload = new { id, name },
        });
        await _producer.ProduceAsync(Topic, new Message<string, string> { Key = id, Value = value }, Cancellation);
    }
}
