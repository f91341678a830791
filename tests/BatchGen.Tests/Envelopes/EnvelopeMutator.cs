namespace BatchGen.Tests.Envelopes;

/// <summary>Makes byte strings that are almost envelopes.</summary>
internal static class EnvelopeMutator
{
    private static readonly byte[][] Fragments =
    [
        "\"batch_id\":"u8.ToArray(), "\"payload\":null"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(),
        "[[[["u8.ToArray(), "1e999"u8.ToArray(), "\uFEFF"u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(), "//"u8.ToArray(), [0xC0, 0x80], [0x00], [0xFF],
        "-0"u8.ToArray(), "99999999999999999999999999"u8.ToArray(), "null"u8.ToArray(), "true"u8.ToArray(), "\"$ref\":\"#\","u8.ToArray(), "\"record_id\":\"\","u8.ToArray(),
        "0000-00-00T25:61:61Z"u8.ToArray(), "\"payload\":{\"Id\":"u8.ToArray(), [0xF4, 0x90, 0x80, 0x80], [0xED, 0xA0, 0x80],
    ];

    /// <summary>One to four changes, each at a place of its own.</summary>
    public static byte[] Mutate(byte[] valid, Random random)
    {
        List<byte> bytes = [.. valid];
        for (int changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(8))
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
                case 5:
                    bytes.InsertRange(at, Enumerable.Repeat("[{\"9 "u8[random.Next(5)], random.Next(200)));
                    break;
                case 6:
                    Swap(bytes, at, random.Next(bytes.Count));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void Swap(List<byte> bytes, int one, int other) => (bytes[one], bytes[other]) = (bytes[other], bytes[one]);
}
