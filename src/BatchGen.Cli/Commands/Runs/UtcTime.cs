using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>Times on the command line that have to be in UTC, as schedules are (standard 2.1): another zone would be another slot.</summary>
internal static class UtcTime
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd'Z'", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    public static Option<DateTimeOffset> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        Required = true,
        CustomParser = result => Parse(result, name),
    };

    private static DateTimeOffset Parse(ArgumentResult result, string name)
    {
        string text = result.Tokens.Single().Value;
        if (DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            return time;
        }

        result.AddError($"{name} '{text}' is not a time in UTC; write it as 2026-08-22T02:15:00Z, or 2026-08-22 for its midnight.");
        return default;
    }
}
