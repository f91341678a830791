using System.CommandLine;
using System.Globalization;

namespace BatchGen.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Write the result as JSON to standard output." };

    /// <summary>A whole number that is not negative, or not zero.</summary>
    public static Option<int?> Number(string name, string description, int min)
    {
        Option<int?> option = new(name) { Description = description, HelpName = "n" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { } text }] && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) && number < min)
            {
                result.AddError($"{name} must be {min} or more, not {number}.");
            }
        });
        return option;
    }

    /// <summary>A duration in seconds; a fraction is allowed.</summary>
    public static Option<double?> Seconds(string name, string description, double max)
    {
        Option<double?> option = new(name) { Description = description, HelpName = "s" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { } text }]
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && !(number >= 0 && number <= max))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be from 0 to {max}, not {text}."));
            }
        });
        return option;
    }
}
