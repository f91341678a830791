using System.Buffers.Text;
using System.Text;

namespace BatchGen.Testing.Native;

/// <summary>One batch the broker has appended.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Bytes">Size of the batch as sent.</param>
/// <param name="Offset">Offset of its first record.</param>
/// <param name="LogStart">The oldest offset still kept.</param>
/// <param name="LogEnd">The next offset to be given.</param>
internal readonly record struct LogAppend(string Topic, int Partition, int Bytes, long Offset, long LogStart, long LogEnd)
{
    private static ReadOnlySpan<byte> Marker => ": Log append "u8;

    /// <summary>Whether a line of the broker reports an append; a refused one does not count.</summary>
    internal static bool IsOne(ReadOnlySpan<byte> line) => line.IndexOf(Marker) >= 0 && line.IndexOf("] failed: "u8) < 0;

    /// <summary>
    /// Reads <c>Broker 1: Log append topic [0] 3 messages, 271 bytes at offset 9 (log now 0..12, original start 0)</c>.
    /// </summary>
    /// <exception cref="FormatException">The line does not look like that.</exception>
    internal static LogAppend Parse(ReadOnlySpan<byte> line)
    {
        var rest = line[(line.IndexOf(Marker) + Marker.Length)..];
        var topic = Encoding.UTF8.GetString(Before(ref rest, " ["u8));
        var partition = (int)Number(Before(ref rest, "] "u8));
        _ = Before(ref rest, " messages, "u8);
        var bytes = (int)Number(Before(ref rest, " bytes at offset "u8));
        var offset = Number(Before(ref rest, " (log now "u8));
        var start = Number(Before(ref rest, ".."u8));
        var end = Number(Before(ref rest, ","u8));
        return new(topic, partition, bytes, offset, start, end);
    }

    private static ReadOnlySpan<byte> Before(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> delimiter)
    {
        var end = rest.IndexOf(delimiter);
        if (end < 0)
        {
            throw new FormatException($"'{Encoding.UTF8.GetString(delimiter)}' is missing.");
        }

        var part = rest[..end];
        rest = rest[(end + delimiter.Length)..];
        return part;
    }

    private static long Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out var consumed) && consumed == text.Length
            ? number
            : throw new FormatException($"'{Encoding.UTF8.GetString(text)}' is not a number.");
}
