using System.Diagnostics;
using System.Globalization;
using BatchGen.Testing;
using BatchGen.Tests.Notifications;

namespace BatchGen.Tests.Commands;

/// <summary>What <c>stage</c> promises an orchestrator beside its work: exit codes, its end, its memory. With real processes.</summary>
public sealed class StageContractTests
{
    private const string Topic = "demo.item.v1";

    /// <summary>How long a stage may take to end once it is told to; an orchestrator kills it later.</summary>
    private static readonly TimeSpan SomeSeconds = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_may_not_be_written_ends_with_77()
    {
        using StageProcess stages = new();

        // A folder where the lock has to be: what even an administrator may not open as a file.
        Directory.CreateDirectory(Path.Combine(stages.Folder, "batch.lock"));

        Assert.Equal(ExitCodes.NoPermission, (await stages.RunAsync("extract")).Code);
    }

    [Fact]
    public async Task A_wrong_setting_ends_with_78()
    {
        using StageProcess stages = new();
        stages.Environment["Batch__Kafka__SecurityProtocol"] = "Carrier pigeon";

        AppResult result = await stages.RunAsync("extract");

        Assert.Contains("Batch:Kafka:SecurityProtocol", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Configuration, result.Code);
    }

    [Fact]
    public async Task A_damaged_spool_ends_with_65_and_its_readable_part_is_kept_by_fallback()
    {
        using StageProcess stages = new();
        await stages.DoneAsync("extract");
        string spool = Path.Combine(stages.Folder, "extract.jsonl");
        byte[] bytes = await File.ReadAllBytesAsync(spool);
        await File.WriteAllBytesAsync(spool, bytes[..^10]);

        AppResult transform = await stages.RunAsync("transform");
        AppResult fallback = await stages.FallBackAsync("transform");

        Assert.Contains("is damaged", transform.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, transform.Code);
        Assert.Equal(ExitCodes.Done, fallback.Code);
        Assert.Equal(["transform", "transform@0", "transform@1", "transform@2", "transform@3"], stages.Entries().Keys.Order(StringComparer.Ordinal));
        Assert.Contains("is damaged", stages.Entries()["transform"].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_of_another_batch_in_the_folder_end_with_65()
    {
        using StageProcess stages = new();
        await stages.DoneAsync("extract");
        File.Copy(Path.Combine(stages.Folder, "extract.result.json"), Path.Combine(stages.Folder, "publish.result.json"));
        using AppProcess app = new(
            ["stage", "demo", "notify", "--batch-id", Guid.CreateVersion7().ToString(), "--batch-dir", stages.Folder], stages.Environment);

        AppResult result = await app.EndAsync();

        Assert.Contains("is of another batch or job", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataError, result.Code);
    }

    [Fact]
    public async Task The_attempt_of_the_orchestrator_is_the_one_that_the_result_has()
    {
        using StageProcess stages = new();
        stages.Environment["DEMO_MODE"] = "extract-fails";

        Assert.Equal(ExitCodes.TemporaryFailure, (await stages.RunAsync("extract", "--attempt", "3")).Code);

        Assert.Equal(3, stages.Result("extract").GetProperty("attempts").GetInt32());
        Assert.Equal("exhausted", stages.Result("extract").GetProperty("failure_kind").GetString());
    }

    [Fact]
    public async Task A_publish_that_a_broker_keeps_waiting_ends_soon_after_its_standard_input_closes()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        using StageProcess stages = new(kafka.BootstrapServers);
        await stages.DoneAsync("extract", "transform");
        kafka.Faults.SetLatency(TimeSpan.FromSeconds(60));
        stages.Environment["DEMO_MODE"] = "hang-publish";
        using AppProcess publish = stages.Start("publish");
        await publish.SaysAsync("hanging");

        await EndsAsync(publish);
    }

    [Fact]
    public async Task A_notify_ends_soon_after_its_standard_input_closes_while_a_channel_does_not_answer()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        TaskCompletionSource answer = new();
        await using HttpServer slack = new() { OnRequest = _ => answer.Task };
        using StageProcess stages = new(kafka.BootstrapServers);
        stages.TellSlackAt(slack.Address);
        await stages.DoneAsync("extract", "transform", "publish");
        using (AppProcess notify = stages.Start("notify"))
        {
            await UntilAsync(() => !slack.Received.IsEmpty);
            await EndsAsync(notify);
        }

        answer.SetResult();
        Assert.False(File.Exists(Path.Combine(stages.Folder, "notify.result.json")));
    }

    [Fact]
    public async Task A_million_records_need_no_more_memory_than_a_tenth_of_them()
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(new() { Topics = [Topic] });
        using StageProcess few = new(kafka.BootstrapServers);
        using StageProcess many = new(kafka.BootstrapServers);
        (few.Environment["DEMO_COUNT"], many.Environment["DEMO_COUNT"]) = ("20000", "1000000");
        foreach (string stage in (string[])["extract", "transform"])
        {
            long small = await PeakAsync(few, stage);
            long large = await PeakAsync(many, stage);
            Assert.True(large < small + (48 << 20), $"{stage}: {large >> 20} MiB for a million records, {small >> 20} MiB for 20,000");
        }

        // The broker is in this process and keeps what it is sent, so it gets a fifth.
        using StageProcess some = new(kafka.BootstrapServers);
        some.Environment["DEMO_COUNT"] = "200000";
        await some.DoneAsync("extract", "transform");
        long least = await PeakAsync(few, "publish");
        long most = await PeakAsync(some, "publish");
        Assert.True(most < least + (96 << 20), $"publish: {most >> 20} MiB for 200,000 records, {least >> 20} MiB for 20,000");
    }

    private static async Task<long> PeakAsync(StageProcess stages, string stage)
    {
        stages.Environment["DEMO_MODE"] = "peak";
        AppResult result = await stages.RunAsync(stage);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
        return long.Parse(result.Error[(result.Error.LastIndexOf("peak ", StringComparison.Ordinal) + 5)..].Trim(), CultureInfo.InvariantCulture);
    }

    private static async Task EndsAsync(AppProcess app)
    {
        long started = Stopwatch.GetTimestamp();
        app.CloseInput();
        AppResult result = await app.EndAsync();
        Assert.Equal(ExitCodes.Interrupted, result.Code);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, SomeSeconds);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
