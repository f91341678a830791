using BatchGen.Cli.Commands.DeadLetters;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying;
using BatchGen.Cli.Replaying.Journal;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Cli.Tests;

public sealed class ByteExactTests : ToolTest
{
    private const int Records = 400;
    private const int Keys = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_a_record_is_made_of_its_replay_is_made_of_the_same_on_the_same_partition_in_the_same_order(int seed)
    {
        Random random = new(seed);
        byte[]?[] keys = [null, [], .. Enumerable.Range(0, Keys).Select(_ => Bytes(random))];
        for (int i = 0; i < Records; i++)
        {
            // Awaited one by one, so that the order of a key is known.
            await ProduceRawAsync(keys[random.Next(keys.Length)], random.Next(8) == 0 ? null : Bytes(random), HeadersOf(random), random.NextInt64(1, 2_000_000_000_000));
        }

        IReadOnlyList<EmbeddedRecord> originals = await Kafka.Topic(Topic).ReadAsync();
        IReadOnlyList<EmbeddedRecord> letters = await DeadLetterPublishedAsync(Records, new InvalidOperationException("never reached: nothing here is an envelope"));
        Assert.Equal(Records, letters.Count);

        using Cluster cluster = await ConnectAsync();
        LetterReader reader = await LetterReader.OpenAsync(cluster, new LetterSelection(DeadLetterTopic, new FailureFilter(), null, null));
        ReplayRun run = new(
            cluster, new LetterSource(reader, to: null), JournalPlace.OfTopic(Path.Combine(Folder, "journal"), cluster.Id, DeadLetterTopic),
            new ReplayOptions { Execute = true, ChunkSize = random.Next(1, 150) }, TimeProvider.System, _ => { });
        ReplayReport report = await run.ExecuteAsync(default);

        Assert.Equal((Records, 0L, 0L), ((int)report.Sent, report.SkippedCount, report.FailedCount));
        IReadOnlyList<EmbeddedRecord> replayed = await AddedAsync(originals);
        Assert.Equal(originals.Select(Bytes).Order(), replayed.Select(Bytes).Order());

        // Records of a key stay on their partition; those without one go anywhere, as they did at first.
        static IEnumerable<string> Keyed(IEnumerable<EmbeddedRecord> records, string key) =>
            records.Where(record => Hex(record.Key) == key).Select(record => $"{record.Partition}: {Bytes(record)}");
        foreach (string key in keys.Where(key => key is { Length: > 0 }).Select(key => Hex(key)).Distinct())
        {
            Assert.Equal(Keyed(originals, key), Keyed(replayed, key));
        }
    }

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(4) == 0 ? 0 : random.Next(1, 60)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static Headers? HeadersOf(Random random)
    {
        // Names repeat, are not ASCII, look like ours; values are null, empty, binary.
        string[] names = ["a", "a", "trace", "Ω", "batchgen-dlq-original-headers", "batchgen-dlq-topic", "batchgen-dlq-failure"];
        Headers headers = [];
        for (int i = random.Next(6); i > 0; i--)
        {
            headers.Add(names[random.Next(names.Length)], random.Next(4) == 0 ? null : Bytes(random));
        }

        return headers.Count == 0 ? null : headers;
    }
}
