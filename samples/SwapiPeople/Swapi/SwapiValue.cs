using System.Globalization;
using System.Text.RegularExpressions;

namespace StarWars.Swapi;

/// <summary>
/// Reads the values of SWAPI, strictly: what is not exactly a number is null, never a guess. <c>unknown</c> and <c>n/a</c> are null;
/// so is <c>none</c> as a number, while as a text (no hair) it is a fact.
/// </summary>
public static partial class SwapiValue
{
    private const NumberStyles Digits = NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint;

    /// <summary>A text, or null.</summary>
    /// <param name="text">For example <c>auburn, white</c>.</param>
    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) || text is "unknown" or "n/a" ? null : text;

    /// <summary>A whole number, or null.</summary>
    /// <param name="text">For example <c>172</c>.</param>
    public static int? WholeNumber(string? text) =>
        text is not null
        && NumberPattern.IsMatch(text)
        && int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>A number, or null.</summary>
    /// <param name="text">For example <c>78.2</c> or <c>1,358</c>.</param>
    public static double? Number(string? text) =>
        text is not null && NumberPattern.IsMatch(text) ? double.Parse(text, Digits, CultureInfo.InvariantCulture) : null;

    /// <summary>A year, counted from the Battle of Yavin and negative before it, or null.</summary>
    /// <param name="text">For example <c>41.9BBY</c> or <c>5ABY</c>.</param>
    public static double? Year(string? text) => text switch
    {
        [.. string number, 'B', 'B', 'Y'] => -Number(number),
        [.. string number, 'A', 'B', 'Y'] => Number(number),
        _ => null,
    };

    /// <summary>Digits with or without commas between thousands; <see cref="NumberStyles.AllowThousands"/> alone takes <c>1,3,5</c>.</summary>
    [GeneratedRegex(@"\A([0-9]{1,9}|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{1,9})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern { get; }
}
