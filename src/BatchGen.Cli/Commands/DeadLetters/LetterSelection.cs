using BatchGen.Cli.Records;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary>Which letters a command is about.</summary>
/// <param name="Topic">The dead-letter topic.</param>
/// <param name="Filter">By what is known of the failure.</param>
/// <param name="Partition">Only of this partition of the dead-letter topic; null for all.</param>
/// <param name="Offset">Only the letter at this offset; null for all.</param>
internal sealed record LetterSelection(string Topic, FailureFilter Filter, int? Partition, long? Offset)
{
    private const string Suffix = ".dlq";

    /// <summary>A topic's dead-letter topic (standard 4.1); a dead-letter topic is its own.</summary>
    public static string TopicOf(string topic) => topic.EndsWith(Suffix, StringComparison.Ordinal) ? topic : topic + Suffix;
}
