using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace BatchGen.Analyzers.Generation.Writing;

/// <summary>Writes values as C# and as XML.</summary>
internal static class Literals
{
    /// <summary>A C# string literal.</summary>
    public static string Quote(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>A C# string literal in parts of at most a width, broken behind spaces where there are any.</summary>
    public static IReadOnlyList<string> QuoteInParts(string value, int width)
    {
        List<string> parts = [];
        int start = 0;
        while (start < value.Length)
        {
            int length = 0;
            int breakAfter = 0;
            while (start + length < value.Length && Quote(value.Substring(start, length + 1)).Length <= width)
            {
                breakAfter = value[start + length] == ' ' ? length + 1 : breakAfter;
                length++;
            }

            bool isLast = start + length == value.Length;
            length = Math.Max(1, isLast || breakAfter == 0 ? length : breakAfter);
            if (!isLast && char.IsHighSurrogate(value[start + length - 1]) && length > 1)
            {
                length--;
            }

            parts.Add(Quote(value.Substring(start, length)));
            start += length;
        }

        return parts.Count == 0 ? [Quote("")] : parts;
    }

    /// <summary>Text inside XML documentation.</summary>
    public static string Xml(string text) => text
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", " ").Replace("\n", " ")
        .Replace("\u0085", " ").Replace("\u2028", " ").Replace("\u2029", " ");

    /// <summary>Text inside a comment.</summary>
    public static string Comment(string text) =>
        text.Replace("\r", " ").Replace("\n", " ").Replace("\u0085", " ").Replace("\u2028", " ").Replace("\u2029", " ");

    /// <summary>A whole number, in groups of three digits from five digits on: <c>60_000</c>.</summary>
    public static string Number(long value) => Math.Abs(value) < 10_000
        ? value.ToString(CultureInfo.InvariantCulture)
        : value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '_');

    /// <summary>A number and its unit, for a sentence: <c>1 second</c>, <c>30 seconds</c>.</summary>
    public static string Count(int number, string unit) =>
        number.ToString(CultureInfo.InvariantCulture) + " " + unit + (number == 1 ? "" : "s");

    /// <summary>A duration: <c>TimeSpan.FromSeconds(30)</c>.</summary>
    public static string Seconds(Names names, int seconds) => $"{names["TimeSpan"]}.FromSeconds({seconds.ToString(CultureInfo.InvariantCulture)})";
}
