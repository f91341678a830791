using BatchGen.Testing;
using BatchGen.Tests.Envelopes;

namespace BatchGen.Engine.Tests;

/// <summary>Arbitrary bytes on a topic, all the way through a consumer.</summary>
public sealed class MutatedRecordTests : EngineTest
{
    private const int Seed = 20261124;
    private const int Count = 2_000;

    [Fact]
    public async Task Each_is_handled_or_is_in_the_dead_letter_topic_byte_for_byte_with_a_reason()
    {
        Random random = new(Seed);
        byte[] valid = EnvelopeOf(new Work("w", 1, "text Ö"));
        byte[][] values = [.. Enumerable.Range(0, Count).Select(_ => EnvelopeMutator.Mutate(valid, random))];
        Engine engine = await StartEngineAsync();

        await Task.WhenAll(values.Select((value, i) => ProduceAsync(i % Partitions, BitConverter.GetBytes(i), value)));
        await Wait.UntilAsync(() => engine.Statistics.Done == Count, () => $"{engine.Statistics.Done} done, seed {Seed}");
        IReadOnlyList<EmbeddedRecord> letters = await Kafka.Topic(DeadLetterTopic).ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Count, engine.Statistics.Processed + letters.Count);
        Assert.InRange(engine.Statistics.Processed, 1, Count - 1);
        Assert.All(letters, letter =>
        {
            Assert.Equal(values[BitConverter.ToInt32(letter.Key!.Value.Span)], letter.Value!.Value.ToArray());
            Assert.Equal("unreadable", letter.HeaderText("batchgen-dlq-failure"));
            Assert.NotEmpty(letter.HeaderText("batchgen-dlq-message")!);
        });
    }
}
