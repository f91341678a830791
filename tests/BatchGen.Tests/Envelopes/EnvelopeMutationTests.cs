using System.Globalization;
using System.Text;
using BatchGen.Envelopes;

namespace BatchGen.Tests.Envelopes;

public sealed class EnvelopeMutationTests(ITestOutputHelper output)
{
    private const int Inputs = 100_000;

    private static readonly byte[][] Fragments =
    [
        "\"batch_id\":"u8.ToArray(), "\"payload\":null"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(),
        "[[[["u8.ToArray(), "1e999"u8.ToArray(), "\uFEFF"u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(), "//"u8.ToArray(), [0xC0, 0x80], [0x00], [0xFF],
    ];

    [Fact]
    public void Mutated_envelopes_are_read_or_refused_with_a_reason_and_never_throw()
    {
        const int seed = 20260822;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        Random random = new(seed);
        byte[] valid = EnvelopeWriter.Write(
            new Envelope<Payload>(
                BatchIds.ForSlot("job", "test", DateTimeOffset.UnixEpoch),
                "people/1",
                DateTimeOffset.UnixEpoch,
                new Payload("people/1", "Lukas Ö", 172, 77.5, DateTimeOffset.UnixEpoch, ["IV", "V"])),
            PayloadJson.Default.Payload);
        int read = 0;
        for (int i = 0; i < Inputs; i++)
        {
            byte[] input = Mutate(valid, random);
            string? reason = EnvelopeReader.Read(input, PayloadJson.Default.Payload, out Envelope<Payload> envelope);
            if (reason is null)
            {
                read++;
                Assert.True(BatchIds.IsValid(envelope.BatchId), Encoding.UTF8.GetString(input));
                Assert.False(string.IsNullOrWhiteSpace(envelope.RecordId));
                Assert.NotNull(envelope.Payload);
            }
            else
            {
                Assert.NotEmpty(reason);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read} of {Inputs} were still valid"));
        Assert.InRange(read, 1, Inputs - 1);
    }

    private static byte[] Mutate(byte[] valid, Random random)
    {
        List<byte> bytes = [.. valid];
        for (int changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, Fragments[random.Next(Fragments.Length)]);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(at + 1), random.Next(Math.Min(30, bytes.Count - at))));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
