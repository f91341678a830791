using System.Collections.Concurrent;
using System.Text;
using BatchGen.Runtime;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Engine.Tests;

/// <summary>The mark of what a compensating run publishes, on its way through a consumer.</summary>
public sealed class CompensationMarkTests : EngineTest
{
    private const string Next = "work.next.v1";
    private static readonly CompensatedBatch Compensated = new("orders", Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcc"));

    private readonly ConcurrentDictionary<string, (string? Job, Guid? Batch)> _told = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Goes_to_whatever_is_published_for_a_marked_record_and_to_nothing_else(bool isTransactional)
    {
        Kafka.CreateTopic(Next, partitions: 1);
        Engine engine = await StartAsync(isTransactional, (record, ct) => SendAsync(record.RecordId, ct));
        await ProduceAsync("plain", null);
        await ProduceAsync("marked", new Headers { { "traceparent", "x"u8.ToArray() }, Compensated.ToHeader() });
        await ProduceAsync("behind", null);
        await ProduceAsync("foreign", new Headers { { CompensatedBatch.HeaderName, [0xff] } });
        await Wait.UntilAsync(() => engine.Statistics.Processed == 4);
        Dictionary<string, string?> sent = (await Kafka.Topic(Next).WaitForAsync(4, Wait.Limit))
            .ToDictionary(record => record.KeyText!, record => record.HeaderText(CompensatedBatch.HeaderName));
        Assert.Equal((null, Compensated.ToString(), null), (sent["plain"], sent["marked"], sent["behind"]));
        Assert.NotNull(sent["foreign"]);
        Assert.Equal(("orders", Compensated.BatchId), _told["marked"]);
        Assert.Equal(((null, null), (null, null)), (_told["plain"], _told["behind"]));
    }

    [Fact]
    public async Task Stays_with_a_dead_letter_and_an_entry_of_the_fallback_store()
    {
        Engine engine = await StartAsync(isTransactional: false, (_, _) => throw new PermanentFailureException("no"));
        await ProduceAsync("a", new Headers { Compensated.ToHeader() });
        await Wait.UntilAsync(() => engine.Statistics.DeadLettered == 1);
        EmbeddedRecord letter = Assert.Single(await Kafka.Topic(DeadLetterTopic).ReadAsync());
        Assert.Equal(Compensated.ToString(), letter.HeaderText(CompensatedBatch.HeaderName));

        await engine.StopAsync();
        await ProduceAsync("b", new Headers { Compensated.ToHeader() });
        Kafka.Faults.FailRequests(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, count: 10_000);
        Engine again = await StartAsync(isTransactional: false, (_, _) => throw new PermanentFailureException("no"));
        await Wait.UntilAsync(() => again.Statistics.FellBack == 1);
        FallbackHeader header = Assert.Single(again.Fallback.Kept.Single().Entry.Headers);
        Assert.Equal((CompensatedBatch.HeaderName, Compensated.ToString()), (header.Name, Encoding.UTF8.GetString(header.Value!)));
    }

    private async Task<Engine> StartAsync(bool isTransactional, Func<BatchRecord<Work>, CancellationToken, Task> handler) =>
        await StartEngineAsync(engine =>
        {
            engine.Stage = engine.Stage with { Transactional = isTransactional };
            engine.Handler = async (record, context, ct) =>
            {
                _told[record.RecordId] = (context.CompensatedJob, context.CompensatedBatchId);
                await handler(record, ct);
            };
        });

    private Task<DeliveryResult<byte[]?, byte[]?>> ProduceAsync(string id, Headers? headers) =>
        ProduceAsync(0, Encoding.UTF8.GetBytes(id), EnvelopeOf(new Work(id, 1)), headers);

    private static Task SendAsync(string id, CancellationToken ct) =>
        PublishScope.Current.SendAsync(Next, id, id, new Work(id, 1), WorkJson.Default.Work, ct);
}
