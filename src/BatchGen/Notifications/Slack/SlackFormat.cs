using System.Text;

namespace BatchGen.Notifications;

/// <summary>Writes a notification in Slack's <c>mrkdwn</c>. Texts of others are code there, so that they neither format nor mention anybody.</summary>
internal static class SlackFormat
{
    private const int MaxHeader = 150;
    private const int MaxSection = 2_900;

    public static SlackMessage MessageOf(AlertNotification notification)
    {
        string sign = notification switch
        {
            { IsResolved: true } or { Severity: AlertSeverity.Info } => "✅",
            { Severity: AlertSeverity.Critical } => "🔴",
            _ => "🟠",
        };
        List<SlackBlock> blocks =
        [
            new("header") { Text = new("plain_text", NotificationText.OneLine($"{sign} {notification.Title}", MaxHeader)) },
        ];
        if (notification.Count > 0)
        {
            blocks.Add(Section(string.Join('\n', NotificationText.Reasons(notification).Select(reason => $"*{reason.Label}:* {Code(reason.Reason)}"))));
            if (notification.Examples.Count > 0)
            {
                blocks.Add(Section($"```{string.Join('\n', notification.Examples.Select(example => Escape(NotificationText.Example(example))))}```"));
            }
        }

        if (NotificationText.NextStep(notification) is { } next)
        {
            blocks.Add(Section($"*Next:* {Escape(next)}"));
        }

        string when = notification.Count > 0 ? $"{NotificationText.TimeRange(notification)} · " : "";
        blocks.Add(new("context") { Elements = [new("mrkdwn", Escape(when + NotificationText.Origin(notification)))] });
        return new SlackMessage(Escape($"{sign} {notification.Title}"), blocks);
    }

    private static SlackBlock Section(string text) => new("section") { Text = new("mrkdwn", text.Length <= MaxSection ? text : CutEscaped(text)) };

    private static string Code(string text) => $"`{Escape(text).Replace('`', '\'')}`";

    /// <summary>What Slack asks for, in this order; without it <c>&lt;!channel&gt;</c> in a failure's message would wake everybody.</summary>
    private static string Escape(string text) =>
        new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("```", "'''").ToString();

    /// <summary>Cuts no entity in half, and closes what the cut has left open.</summary>
    private static string CutEscaped(string text)
    {
        string cut = text[..MaxSection];
        int entity = cut.LastIndexOf('&');
        cut = entity > MaxSection - 6 ? cut[..entity] : cut;
        return text.StartsWith("```", StringComparison.Ordinal) ? $"{cut}…```" : $"{cut}…";
    }
}
