using BatchGen.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Engine.Tests.Hosting;

public sealed class BatchTestHostTests : IAsyncLifetime
{
    private EmbeddedKafka _kafka = null!;

    public async ValueTask InitializeAsync() => _kafka = await EmbeddedKafka.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _kafka.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_published_record_is_loaded_as_in_the_documented_example()
    {
        await using var app = await StartAsync();
        await app.PublishAsync(new Person("people/1", "Luke"));
        await app.Processed(1);
        Assert.Equal("Luke", app.Services.GetRequiredService<PeopleTable>().Rows["people/1"]);
        _kafka.Topic(PeopleJob.Topic + ".dlq").ShouldBeEmpty();

        EmbeddedRecord record = Assert.Single(await _kafka.Topic(PeopleJob.Topic).ReadAsync());
        Assert.Equal("people/1", record.KeyText);
        Assert.Matches("""^\{"batch_id":"[0-9a-f-]{14}7.*","record_id":"people/1","ingested_at":"20.*Z","payload":\{"Url":"people/1","Name":"Luke"\}\}$""", record.ValueText);
    }

    [Fact]
    public async Task A_run_makes_its_stages_and_their_records_are_loaded()
    {
        Guid batch = BatchIds.ForSlot("people", "test", DateTimeOffset.UnixEpoch);
        await using var app = await StartAsync();
        BatchTestRun run = await app.RunAsync(batch);
        Assert.True(run.IsComplete);
        Assert.Equal(batch, run.BatchId);
        Assert.Equal([("extract", 3L, 0L), ("transform", 2, 1), ("publish", 2, 0)], run.Stages.Select(stage => (stage.Name, stage.RecordsProcessed, stage.RecordsFiltered)));
        await app.Processed(2);
        Assert.Equal(["Leia", "Luke"], app.Services.GetRequiredService<PeopleTable>().Rows.Values.Order());
    }

    [Fact]
    public async Task Dead_letters_are_waited_for_and_read()
    {
        await using var app = await StartAsync();
        await app.PublishAllAsync([new Person("people/7", "Jar Jar"), new Person("people/8", "Han")]);
        EmbeddedRecord letter = Assert.Single(await app.DeadLettered(1));
        Assert.Equal(("people/7", "not in this table"), (letter.KeyText, letter.HeaderText("batchgen-dlq-message")));
        await app.Processed(1);
    }

    [Fact]
    public async Task What_the_dead_letter_topic_does_not_take_lies_in_the_folder_of_the_host()
    {
        await using var app = await StartAsync();
        byte[] huge = new byte[990_000];
        Array.Fill(huge, (byte)'[');
        await ProduceAsync(huge, new Headers { { "large", new byte[9_900] } });
        await app.FellBack(1);
        string file = Directory.GetFiles(app.FallbackFolder, "*.payload", SearchOption.AllDirectories).Single();
        Assert.Equal(huge, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task A_wait_that_is_in_vain_says_what_came_instead()
    {
        await using var app = await StartAsync(new() { Timeout = TimeSpan.FromSeconds(3) });
        await app.PublishAsync(new Person("people/7", "Jar Jar"));
        await app.DeadLettered(1);
        BatchTestException exception = await Assert.ThrowsAsync<BatchTestException>(() => app.Processed(1));
        Assert.Contains("1 records processed, but there are 0 processed, 0 skipped, 1 dead-lettered", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_of_another_type_is_refused_by_name()
    {
        await using var app = await StartAsync();
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => app.PublishAsync("a text"));
        Assert.Contains("publishes BatchGen.Engine.Tests.Hosting.Person, not System.String", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_fail_the_start()
    {
        BatchConfigurationException exception = await Assert.ThrowsAsync<BatchConfigurationException>(
            () => StartAsync(new() { Settings = new Dictionary<string, string?> { ["Batch:Consumer:DrainSeconds"] = "0" } }));
        Assert.Equal("Batch:Consumer:DrainSeconds", exception.Key);
    }

    [Fact]
    public async Task A_host_that_is_stopped_can_be_followed_by_another_which_goes_on_where_it_was()
    {
        _kafka.CreateTopic(PeopleJob.Topic, partitions: 2);
        await using (var first = await StartAsync())
        {
            await first.PublishAsync(new Person("people/1", "Luke"));
            await first.Processed(1);
            await first.StopAsync();
        }

        await using var second = await StartAsync();
        await second.PublishAsync(new Person("people/2", "Leia"));
        await second.Processed(1);
        Assert.Equal(["people/2"], second.Services.GetRequiredService<PeopleTable>().Rows.Keys);
    }

    private async Task ProduceAsync(byte[] value, Headers headers)
    {
        ProducerConfig config = new(new Dictionary<string, string>(_kafka.ClientSettings)) { BootstrapServers = _kafka.BootstrapServers };
        using IProducer<Null, byte[]> producer = new ProducerBuilder<Null, byte[]>(config).SetLogHandler(static (_, _) => { }).Build();
        await producer.ProduceAsync(PeopleJob.Topic, new Message<Null, byte[]> { Value = value, Headers = headers });
    }

    private Task<BatchTestHost<PeopleJob>> StartAsync(BatchTestHostOptions? options = null) =>
        BatchTestHost.StartAsync<PeopleJob>(_kafka, services => services.AddSingleton<PeopleTable>(), options);
}
