using BatchGen.Cli.Commands.DeadLetters;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying;
using BatchGen.Cli.Replaying.Journal;
using BatchGen.Engine.Tests;
using BatchGen.Testing;

namespace BatchGen.Cli.Tests;

/// <summary>A journal that ends with an intent, as a process leaves it that dies while it sends.</summary>
public sealed class RecoveryTests : ToolTest
{
    [Fact]
    public async Task Of_an_open_chunk_only_those_are_sent_that_the_target_does_not_have()
    {
        await DeadLetterAsync(Works(10));
        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();
        await LeaveOpenAsync(sent: items => items.Where((_, i) => i % 3 == 0));
        IReadOnlyList<EmbeddedRecord> before = await AddedAsync(originals);
        Assert.Equal(4, before.Count);

        ReplayReport report = await ReplayAsync();
        Assert.Equal((4, 6), (report.Recovered, report.Sent));
        Assert.Equal(originals.Select(Bytes).Order(), (await AddedAsync(originals)).Select(Bytes).Order());
    }

    [Fact]
    public async Task Of_two_letters_with_the_same_bytes_one_that_is_there_does_not_stand_for_both()
    {
        // Two consumer groups fail for the same record: two letters of the same record.
        await PublishAsync([new Work("w", 1)]);
        await DeadLetterPublishedAsync(1, new PermanentFailureException("first"));
        Engine.Tests.Engine other = await StartEngineAsync(engine =>
        {
            engine.Stage = engine.Stage with { Group = "other.load" };
            engine.Handler = (_, _, _) => throw new PermanentFailureException("second");
        });
        await Kafka.Topic(DeadLetterTopic).WaitForAsync(2, Wait.Limit);
        await other.StopAsync();
        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();

        await LeaveOpenAsync(sent: items => items.Take(1));
        ReplayReport report = await ReplayAsync();
        Assert.Equal((1, 1), (report.Recovered, report.Sent));
        Assert.Equal(2, (await AddedAsync(originals)).Count);
    }

    [Fact]
    public async Task Nothing_is_looked_up_before_what_a_dead_process_had_on_its_way_can_have_arrived()
    {
        await DeadLetterAsync(Works(3));
        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();
        IReadOnlyList<ReplayItem> late = await LeaveOpenAsync(sent: _ => []);
        Microsoft.Extensions.Time.Testing.FakeTimeProvider time = new(DateTimeOffset.UtcNow);
        using Cluster cluster = await ConnectAsync();
        Task<ReplayReport> replay = (await RunOfAsync(cluster, time)).ExecuteAsync(default);

        // The operating system's last bytes: they arrive after the process has ended and the next one has begun.
        using (ChunkSender sender = new(cluster))
        {
            await sender.EndsAsync(late);
            await sender.SendAsync(late);
        }

        Assert.False(replay.IsCompleted);
        await Wait.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return replay.IsCompleted;
        });
        ReplayReport report = await replay;
        Assert.Equal((3, 0), (report.Recovered, report.Sent));
        Assert.Equal(3, (await AddedAsync(originals)).Count);
    }

    [Fact]
    public async Task A_dry_run_says_that_letters_are_to_be_looked_up()
    {
        await DeadLetterAsync(Works(5));
        await LeaveOpenAsync(sent: items => items.Take(2));
        using Cluster cluster = await ConnectAsync();
        ReplayReport plan = await (await RunOfAsync(cluster, TimeProvider.System, execute: false)).PlanAsync(default);
        Assert.Equal((5, 5), (plan.ToLookUp, plan.Sent));
    }

    private JournalPlace PlaceOf(Cluster cluster) => JournalPlace.OfTopic(Path.Combine(Folder, "journal"), cluster.Id, DeadLetterTopic);

    /// <summary>Writes the intent for all letters, sends some of them, and writes nothing more.</summary>
    private async Task<IReadOnlyList<ReplayItem>> LeaveOpenAsync(Func<IReadOnlyList<ReplayItem>, IEnumerable<ReplayItem>> sent)
    {
        using Cluster cluster = await ConnectAsync();
        LetterReader reader = await LetterReader.OpenAsync(cluster, new LetterSelection(DeadLetterTopic, new FailureFilter(), null, null));
        List<ReplayItem> items = await new LetterSource(reader, to: null).ReadAsync(default).Select(candidate => candidate.Item!).ToListAsync();
        JournalPlace place = PlaceOf(cluster);
        using ReplayJournal journal = ReplayJournal.Open(place.Path, place.Scope, TimeProvider.System);
        using ChunkSender sender = new(cluster);
        journal.Intend(items, await sender.EndsAsync(items));
        await sender.SendAsync([.. sent(items)]);
        return items;
    }

    private async Task<ReplayReport> ReplayAsync()
    {
        using Cluster cluster = await ConnectAsync();
        return await (await RunOfAsync(cluster, TimeProvider.System)).ExecuteAsync(default);
    }

    private async Task<ReplayRun> RunOfAsync(Cluster cluster, TimeProvider time, bool execute = true)
    {
        LetterReader reader = await LetterReader.OpenAsync(cluster, new LetterSelection(DeadLetterTopic, new FailureFilter(), null, null));
        ReplayOptions options = new() { Execute = execute, Settle = time == TimeProvider.System ? TimeSpan.Zero : TimeSpan.FromSeconds(10) };
        return new ReplayRun(cluster, new LetterSource(reader, to: null), PlaceOf(cluster), options, time, _ => { });
    }
}
