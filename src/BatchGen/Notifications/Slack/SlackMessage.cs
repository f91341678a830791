namespace BatchGen.Notifications;

/// <summary>What an incoming webhook of Slack takes.</summary>
/// <param name="Text">What shows where blocks do not: on a lock screen.</param>
/// <param name="Blocks">What shows in the channel.</param>
internal sealed record SlackMessage(string Text, IReadOnlyList<SlackBlock> Blocks);

internal sealed record SlackBlock(string Type)
{
    public SlackText? Text { get; init; }

    public IReadOnlyList<SlackText>? Elements { get; init; }
}

internal sealed record SlackText(string Type, string Text);
