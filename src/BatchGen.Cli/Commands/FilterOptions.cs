using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BatchGen.Cli.Records;

namespace BatchGen.Cli.Commands;

/// <summary>The filters that dead letters and fallback entries have in common.</summary>
internal sealed class FilterOptions
{
    private static readonly string[] Kinds = ["unreadable", "permanent", "timeout", "exhausted", "crash"];

    private readonly Option<string[]> _jobs = new("--job") { Description = "Only of this job; may be given several times, like the next three.", HelpName = "name" };

    private readonly Option<Guid[]> _batchIds = new("--batch-id") { Description = "Only of this batch.", HelpName = "uuid", CustomParser = ParseBatchIds };

    private readonly Option<string[]> _recordIds = new("--record-id") { Description = "Only this record.", HelpName = "id" };

    private readonly Option<string[]> _failures = new("--failure") { Description = $"Only this kind of failure: {string.Join(", ", Kinds)}.", HelpName = "kind" };

    private readonly Option<DateTimeOffset?> _since = TimeOption("--since", "Only what failed at this time or later: ISO 8601, UTC unless it says otherwise.");

    private readonly Option<DateTimeOffset?> _until = TimeOption("--until", "Only what failed before this time.");

    public void AddTo(Command command)
    {
        _failures.AcceptOnlyFromAmong(Kinds);
        command.Add(_jobs);
        command.Add(_batchIds);
        command.Add(_recordIds);
        command.Add(_failures);
        command.Add(_since);
        command.Add(_until);
    }

    public FailureFilter Read(ParseResult result) => new()
    {
        Jobs = result.GetValue(_jobs) ?? [],
        BatchIds = result.GetValue(_batchIds) ?? [],
        RecordIds = result.GetValue(_recordIds) ?? [],
        Failures = result.GetValue(_failures) ?? [],
        Since = result.GetValue(_since),
        Until = result.GetValue(_until),
    };

    /// <summary>An option that takes a time.</summary>
    public static Option<DateTimeOffset?> TimeOption(string name, string description) =>
        new(name) { Description = description, HelpName = "time", CustomParser = result => ParseTime(result, name) };

    private static DateTimeOffset? ParseTime(ArgumentResult result, string name)
    {
        string text = result.Tokens.Single().Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time;
        }

        result.AddError($"{name} '{text}' is not a time; write it as 2026-08-22T02:15:00Z.");
        return null;
    }

    private static Guid[] ParseBatchIds(ArgumentResult result)
    {
        List<Guid> ids = [];
        foreach (Token token in result.Tokens)
        {
            if (Guid.TryParse(token.Value, out Guid id))
            {
                ids.Add(id);
            }
            else
            {
                result.AddError($"--batch-id '{token.Value}' is not a UUID.");
            }
        }

        return [.. ids];
    }
}
