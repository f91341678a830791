namespace BatchGen;

/// <summary>Somewhere to send notifications: a chat, a pager, a mailbox.</summary>
public interface IAlertChannel
{
    /// <summary>
    /// Sends one notification. It is never called twice at once; when it takes longer than ten seconds it is given up and counts as failed.
    /// Whatever it throws is retried later, with growing waits, and logged by its type only, because it might name an address or a key.
    /// </summary>
    /// <param name="notification">What to send.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AlertChannelException">Why it was not sent, fit for the log; may say when to try again, or that it is no use.</exception>
    Task SendAsync(AlertNotification notification, CancellationToken cancellationToken);
}
