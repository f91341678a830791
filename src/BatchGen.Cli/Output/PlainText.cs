using System.Globalization;
using System.Text;

namespace BatchGen.Cli.Output;

/// <summary>
/// What a record holds, for a terminal. Its bytes are somebody else's: control characters, which could move the cursor or change what
/// stands above, are never written as they are.
/// </summary>
internal static class PlainText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes as text, or null when they are no UTF-8 text.</summary>
    public static string? Decode(byte[] bytes)
    {
        try
        {
            string text = Strict.GetString(bytes);
            return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The bytes as text or as hexadecimal digits; <c>null</c> and <c>(empty)</c> are told apart.</summary>
    public static string Of(byte[]? bytes) => bytes switch
    {
        null => "null",
        [] => "(empty)",
        _ => Decode(bytes) ?? $"0x{Convert.ToHexStringLower(bytes)}",
    };

    /// <summary>One line of at most so many characters, without control characters.</summary>
    public static string Line(string? text, int maxLength)
    {
        StringBuilder line = new();
        foreach (char c in text ?? "")
        {
            if (line.Length == maxLength)
            {
                line[^1] = '…';
                break;
            }

            line.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.ToString();
    }

    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    public static string Bytes(long count) => count switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{count:N0} B"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1000.0:N1} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1_000_000.0:N1} MB"),
    };

    /// <summary><c>1 letter</c>, <c>2 letters</c>.</summary>
    public static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
