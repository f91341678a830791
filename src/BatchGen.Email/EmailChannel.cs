using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BatchGen.Notifications.Email;

/// <summary>One mailbox. Each notification has a connection of its own: there are few, far between.</summary>
internal sealed class EmailChannel(SmtpOptions options, string host, MailboxAddress from, MailboxAddress to) : IAlertChannel
{
    public async Task SendAsync(AlertNotification notification, CancellationToken cancellationToken)
    {
        using MimeMessage message = MessageOf(notification);
        using SmtpClient client = new();
        try
        {
            await client.ConnectAsync(host, options.Port, options.SocketOptions, cancellationToken).ConfigureAwait(false);
            if (options is { Username: { } username, Password: { } password })
            {
                await client.AuthenticateAsync(username, password, cancellationToken).ConfigureAwait(false);
            }

            await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FailureOf(exception) is { } failure)
        {
            throw failure;
        }

        await QuitAsync(client, cancellationToken).ConfigureAwait(false);
    }

    private MimeMessage MessageOf(AlertNotification notification)
    {
        MimeMessage message = new()
        {
            Subject = $"[{notification.Environment}] {notification.Title}",
            Date = notification.At,
            Body = new TextPart("plain") { Text = notification.Text },
        };
        message.From.Add(from);
        message.To.Add(to);

        // Machines that answer machines (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Importance = notification.IsResolved || notification.Severity == AlertSeverity.Info ? MessageImportance.Normal : MessageImportance.High;
        return message;
    }

    /// <summary>What the log may show: answers of a server are not quoted, because they may repeat what it was told.</summary>
    private static AlertChannelException? FailureOf(Exception exception) => exception switch
    {
        AuthenticationException => new("the mail server does not accept user name and password", exception) { IsPermanent = true },
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused => OfCommand("the mail server does not accept the recipient", refused),
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refused => OfCommand("the mail server does not accept the sender", refused),
        SmtpCommandException refused => OfCommand("the mail server does not accept the mail", refused),
        SslHandshakeException => new("no encrypted connection to the mail server (its certificate, or its protocol)", exception),
        NotSupportedException => new("the mail server does not offer what Batch:Notify:Smtp:Security or Username asks for", exception) { IsPermanent = true },
        SocketException failure => new($"the mail server cannot be reached ({failure.SocketErrorCode})", exception),
        IOException or ProtocolException or ServiceNotConnectedException => new($"the mail server has gone away ({exception.GetType().Name})", exception),
        _ => null,
    };

    private static AlertChannelException OfCommand(string problem, SmtpCommandException exception) =>
        new($"{problem} ({(int)exception.StatusCode})", exception) { IsPermanent = (int)exception.StatusCode >= 500 };

    /// <summary>The mail is taken: what comes after is manners.</summary>
    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ProtocolException or SocketException or CommandException or OperationCanceledException)
        {
        }
    }
}
