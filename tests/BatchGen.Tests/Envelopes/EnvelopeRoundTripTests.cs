using System.Text;
using System.Text.Json;
using BatchGen.Envelopes;
using CsCheck;

namespace BatchGen.Tests.Envelopes;

public sealed class EnvelopeRoundTripTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char['\u0001', '\uD7FF'], 1, 60].Where(text => !string.IsNullOrWhiteSpace(text));

    [Fact]
    public void What_was_written_is_read() =>
        Gen.Select(Text, Gen.Int, Gen.Double[-1e300, 1e300], Gen.Long[0, 253_402_300_799_000], Text.Array[0, 4]).Sample(
            (text, height, mass, millis, films) =>
            {
                Guid batch = BatchIds.ForSlot("job", "test", DateTimeOffset.FromUnixTimeMilliseconds(millis));
                DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(millis).ToOffset(TimeSpan.FromHours(2));
                Payload payload = new(text, text, height, mass, at, films);
                byte[] bytes = EnvelopeWriter.Write(new Envelope<Payload>(batch, text, at, payload), PayloadJson.Default.Payload);

                Assert.Null(EnvelopeReader.Read(bytes, PayloadJson.Default.Payload, out Envelope<Payload> read));
                Assert.Equal((batch, text, at), (read.BatchId, read.RecordId, read.IngestedAt));
                Assert.Equal(TimeSpan.Zero, read.IngestedAt.Offset);
                Assert.Equal(payload with { Films = read.Payload.Films }, read.Payload);
                Assert.Equal(films, read.Payload.Films);
            },
            iter: 2_000);

    [Fact]
    public void The_wire_has_the_members_of_the_standard_in_their_order()
    {
        byte[] bytes = EnvelopeWriter.Write(
            new Envelope<int>(Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb"), "a", new DateTimeOffset(2026, 8, 22, 2, 15, 3, 125, TimeSpan.Zero), 5),
            PayloadJson.Default.Int32);
        Assert.Equal(
            """{"batch_id":"01a0273f-fca0-7d91-82e8-c51e5af34dcb","record_id":"a","ingested_at":"2026-08-22T02:15:03.125Z","payload":5}""",
            Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void A_payload_that_cannot_be_written_leaves_nothing_behind_for_the_next()
    {
        Envelope<Payload> bad = new(Guid.CreateVersion7(), "a", DateTimeOffset.UnixEpoch, new Payload("a", "a", 1, double.NaN, null, []));
        Assert.ThrowsAny<Exception>(() => EnvelopeWriter.Write(bad, PayloadJson.Default.Payload));
        byte[] good = EnvelopeWriter.Write(bad with { Payload = bad.Payload with { Mass = 1 } }, PayloadJson.Default.Payload);
        using JsonDocument document = JsonDocument.Parse(good);
        Assert.Equal(4, document.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void Envelopes_that_are_written_side_by_side_do_not_mix()
    {
        Parallel.For(0, 5_000, i =>
        {
            byte[] bytes = EnvelopeWriter.Write(new Envelope<int>(Guid.CreateVersion7(), $"r{i}", DateTimeOffset.UnixEpoch, i), PayloadJson.Default.Int32);
            Assert.Null(EnvelopeReader.Read(bytes, PayloadJson.Default.Int32, out Envelope<int> read));
            Assert.Equal(($"r{i}", i), (read.RecordId, read.Payload));
        });
    }
}
