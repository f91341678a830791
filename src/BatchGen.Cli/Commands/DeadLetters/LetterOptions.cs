using System.CommandLine;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary>The options by which letters are chosen.</summary>
internal sealed class LetterOptions
{
    private readonly FilterOptions _filter = new();

    private readonly Option<string> _topic = TopicOption();

    private readonly Option<int?> _partition = CommonOptions.Number("--partition", "Only of this partition of the dead-letter topic.", min: 0);

    private readonly Option<long?> _offset = new("--offset") { Description = "Only the letter at this offset; needs --partition.", HelpName = "n" };

    public static Option<string> TopicOption() => new("--topic", "-t")
    {
        Description = "The dead-letter topic, or the topic that it belongs to: '.dlq' is appended where it is missing.",
        HelpName = "topic",
        Required = true,
    };

    public void AddTo(Command command)
    {
        command.Add(_topic);
        _filter.AddTo(command);
        command.Add(_partition);
        command.Add(_offset);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_offset) is not null && result.GetResult(_partition) is null)
            {
                result.AddError("--offset needs --partition: each partition counts its own offsets.");
            }
        });
    }

    public LetterSelection Read(ParseResult result) => new(
        LetterSelection.TopicOf(result.GetRequiredValue(_topic)), _filter.Read(result), result.GetValue(_partition), result.GetValue(_offset));
}
