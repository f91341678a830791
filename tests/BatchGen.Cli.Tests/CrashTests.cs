using System.Globalization;
using BatchGen.Fallbacks;
using BatchGen.Testing;

namespace BatchGen.Cli.Tests;

/// <summary>The tool is killed as by <c>kill -9</c>, at seeded points of its journal's growth, and started again until it is done.</summary>
public sealed class CrashTests : ToolTest
{
    private const int Letters = 600;
    private const int MaxKills = 10;

    /// <summary>More than the usual two with <c>BATCHGEN_REPLAY_SEEDS=100</c>.</summary>
    public static TheoryData<int> Seeds { get; } =
        [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("BATCHGEN_REPLAY_SEEDS") ?? "2", CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_replay_that_is_killed_again_and_again_sends_every_letter_exactly_once_byte_for_byte(int seed)
    {
        await DeadLetterAsync(Works(Letters));
        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();

        int kills = await RunAndKillAsync(seed, "dlq", "replay", "-t", Topic);
        await SameAsync(originals, seed, kills);
    }

    [Fact]
    public async Task Entries_of_a_fallback_store_are_sent_exactly_once_too_and_leave_it()
    {
        await PublishAsync(Works(200));
        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();
        Engine.Tests.Engine engine = await StartEngineAsync(engine =>
        {
            engine.Stage = engine.Stage with { DeadLetterTopic = null };
            engine.Handler = (_, _, _) => throw new PermanentFailureException("no such customer");
        });
        await CommittedToTheEndAsync();
        await engine.StopAsync();
        FileFallbackStore store = new(Path.Combine(Folder, "store"));
        foreach ((FallbackEntry entry, byte[] payload) in engine.Fallback.Kept)
        {
            await store.PersistAsync(entry, payload, default);
        }

        int kills = await RunAndKillAsync(1, "fallback", "replay", "--store", "file:store");
        await SameAsync(originals, 1, kills);

        // A kill between the two files of an entry leaves one that has no metadata any more: a half, which says so.
        Assert.All(await store.ListAsync(null, default).ToListAsync(), half => Assert.Null(half.Entry));
    }

    private async Task SameAsync(IReadOnlyList<EmbeddedRecord> originals, int seed, int kills)
    {
        Assert.True(kills > 1, $"seed {seed}: killed only {kills} times, so this shows little");
        IReadOnlyList<EmbeddedRecord> replayed = await AddedAsync(originals);
        Assert.True(
            originals.Select(Bytes).Order().SequenceEqual(replayed.Select(Bytes).Order()),
            $"seed {seed}, {kills} kills: {replayed.Count} records, {replayed.Select(Bytes).Distinct().Count()} different, of {originals.Count}");
    }

    /// <returns>How often it was killed before it came to its end.</returns>
    private async Task<int> RunAndKillAsync(int seed, params string[] command)
    {
        // So that there is a moment between sending and acknowledgement in which to die.
        Kafka.Faults.SetLatency(TimeSpan.FromMilliseconds(10));
        Random random = new(seed);
        string journal = Path.Combine(Folder, "replay.journal");
        int kills = 0;
        while (true)
        {
            using Tool tool = Start([.. command, "--execute", "--journal", journal, "--chunk-size", "20", "--settle-seconds", "0.3"]);
            long length = LengthOf(journal);
            long fatal = kills == MaxKills ? long.MaxValue : length + random.Next(1, 12_000);
            int linger = random.Next(0, 15);
            while (!tool.HasEnded && LengthOf(journal) < fatal)
            {
                await Task.Delay(1);
            }

            if (!tool.HasEnded)
            {
                await Task.Delay(linger);
                tool.Kill();
            }

            ToolResult result = await tool.EndAsync();
            if (result.Code == ExitCodes.Done)
            {
                return kills;
            }

            Assert.True(result.Code == 137, $"seed {seed}, after {kills} kills: exit code {result.Code}\n{result.Output}\n{result.Error}");
            kills++;
        }
    }

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
