using System.Globalization;
using System.Text;

namespace BatchGen.Testing;

/// <summary>A header of an <see cref="EmbeddedRecord"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its bytes; null is not the same as empty.</param>
public sealed record EmbeddedHeader(string Name, ReadOnlyMemory<byte>? Value)
{
    private const int ShownLength = 200;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The value as UTF-8; null when there is none.</summary>
    public string? Text => Decode(Value);

    /// <summary><c>name=value</c>, with a long or binary value cut.</summary>
    public override string ToString() => $"{Name}={Show(Value)}";

    internal static string? Decode(ReadOnlyMemory<byte>? bytes) => bytes is { } present ? Encoding.UTF8.GetString(present.Span) : null;

    internal static string Show(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { } present)
        {
            return "null";
        }

        string text;
        try
        {
            text = '"' + Strict.GetString(present.Span) + '"';
        }
        catch (DecoderFallbackException)
        {
            text = "0x" + Convert.ToHexString(present.Span);
        }

        return text.Length <= ShownLength
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, ShownLength)}… ({present.Length} bytes)");
    }
}
