using System.Globalization;
using System.Text;
using BatchGen.Envelopes;

namespace BatchGen.Tests.Envelopes;

public sealed class EnvelopeMutationTests(ITestOutputHelper output)
{
    private const int Seed = 20260822;
    private const int Rounds = 64;
    private const int InputsOfRound = 1_000_000 / Rounds;

    /// <summary>What an input may cost: its strings and the objects around them, and for one that is refused, the exceptions and their text.</summary>
    private const long MaxBytes = 64 << 10;
    private const int MaxBytesPerByte = 64;

    private static readonly byte[][] Valid = [.. Payloads().Select(Envelope)];

    [Fact]
    public void A_million_mutated_envelopes_are_read_or_refused_with_a_reason_and_never_throw()
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {Seed}"));
        int read = 0;
        long mostBytes = 0;
        Parallel.For(0, Rounds, round =>
        {
            Random random = new(Seed + round);
            int readHere = 0;
            long mostHere = 0;
            for (int i = 0; i < InputsOfRound; i++)
            {
                byte[] input = EnvelopeMutator.Mutate(Valid[random.Next(Valid.Length)], random);
                long before = GC.GetAllocatedBytesForCurrentThread();
                string? reason = EnvelopeReader.Read(input, PayloadJson.Default.Payload, out Envelope<Payload> envelope);
                long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                mostHere = Math.Max(mostHere, bytes);
                if (bytes > MaxBytes + ((long)MaxBytesPerByte * input.Length))
                {
                    Assert.Fail($"{bytes} bytes for {input.Length}: {Encoding.UTF8.GetString(input)}");
                }

                if (reason is not null)
                {
                    Assert.NotEmpty(reason);
                    continue;
                }

                readHere++;
                if (!BatchIds.IsValid(envelope.BatchId) || string.IsNullOrWhiteSpace(envelope.RecordId) || envelope.Payload is null)
                {
                    Assert.Fail($"taken for valid: {Encoding.UTF8.GetString(input)}");
                }
            }

            Interlocked.Add(ref read, readHere);
            InterlockedMax(ref mostBytes, mostHere);
        });

        int inputs = Rounds * InputsOfRound;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read:N0} of {inputs:N0} were still valid; the dearest took {mostBytes:N0} bytes"));
        Assert.Equal(1_000_000, inputs);
        Assert.InRange(read, inputs / 100, inputs / 2);
    }

    private static IEnumerable<Payload> Payloads() =>
    [
        new("people/1", "Lukas Ö", 172, 77.5, DateTimeOffset.UnixEpoch, ["IV", "V"]),
        new("a", "", 0, 0, DateTimeOffset.MinValue, []),
        new("people/\"2\"\\", "\u0000\u2028 😀", int.MaxValue, double.Epsilon, DateTimeOffset.MaxValue, [.. Enumerable.Range(0, 50).Select(i => $"episode {i}")]),
        new("long", new string('x', 4_000), -1, -1e300, DateTimeOffset.UnixEpoch, [""]),
    ];

    private static byte[] Envelope(Payload payload) => EnvelopeWriter.Write(
        new Envelope<Payload>(BatchIds.ForSlot("job", "test", DateTimeOffset.UnixEpoch), payload.Url, DateTimeOffset.UnixEpoch, payload),
        PayloadJson.Default.Payload);

    private static void InterlockedMax(ref long most, long value)
    {
        long seen;
        while ((seen = Interlocked.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
