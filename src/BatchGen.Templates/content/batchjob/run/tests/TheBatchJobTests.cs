using BatchGen;
using BatchGen.Testing;
using Microsoft.Extensions.DependencyInjection;
using TheNamespace.Batch;
using TheNamespace.Source;
using TheNamespace.Storage;
using Xunit;

namespace TheNamespace.Tests;

/// <summary>The job on a Kafka broker in this process: its success, retry and dead-letter path.</summary>
public sealed class TheBatchJobTests : IAsyncLifetime
{
    private const string DeadLetterTopic = "the.topic.v1.dlq";

    private readonly TheBatchMemoryStore _store = new();
    private EmbeddedKafka _kafka = null!;
    private BatchTestHost<TheBatchJob> _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _kafka = await EmbeddedKafka.StartAsync(ct: Cancellation);
        _app = await BatchTestHost.StartAsync<TheBatchJob>(
            _kafka,
            services => services.AddSingleton<ITheBatchSource, TheBatchSource>().AddSingleton<ITheBatchStore>(_store),
            cancellationToken: Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _kafka.DisposeAsync();
    }

    [Fact]
    public async Task A_run_stores_every_row_that_has_a_name_and_a_second_run_changes_nothing()
    {
        BatchTestRun first = await _app.RunAsync(cancellationToken: Cancellation);
        BatchTestRun second = await _app.RunAsync(cancellationToken: Cancellation);
        await _app.Processed(4, Cancellation);

        Assert.True(first.IsComplete && second.IsComplete);
        Assert.Equal(
            [new TheBatchRecord("records/1", "first"), new TheBatchRecord("records/2", "second")],
            _store.Records.Values.OrderBy(record => record.Id, StringComparer.Ordinal));
        _kafka.Topic(DeadLetterTopic).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_cannot_be_stored_at_first_is_tried_again()
    {
        _store.Fail(times: 2, new TimeoutException("The store is busy."));

        await _app.PublishAsync(new TheBatchRecord("records/7", "seventh"), cancellationToken: Cancellation);
        await _app.Processed(1, Cancellation);

        Assert.Equal(3, _store.Writes);
        Assert.Equal("seventh", _store.Records["records/7"].Name);
        _kafka.Topic(DeadLetterTopic).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_can_never_be_stored_becomes_a_dead_letter_and_the_next_one_goes_on()
    {
        _store.Fail(times: 1, new PermanentFailureException("The store does not take it."));

        await _app.PublishAsync(new TheBatchRecord("records/8", "eighth"), cancellationToken: Cancellation);
        EmbeddedRecord letter = Assert.Single(await _app.DeadLettered(1, Cancellation));
        await _app.PublishAsync(new TheBatchRecord("records/9", "ninth"), cancellationToken: Cancellation);
        await _app.Processed(1, Cancellation);

        Assert.Equal(("records/8", "The store does not take it."), (letter.KeyText, letter.HeaderText("batchgen-dlq-message")));
        Assert.Equal(["records/9"], _store.Records.Keys);
    }
}
