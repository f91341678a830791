using System.CommandLine;

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
            if (result.Tokens is [{ Value: { } text }] && int.TryParse(text, out int number) && number < min)
            {
                result.AddError($"{name} must be {min} or more, not {number}.");
            }
        });
        return option;
    }
}
