namespace BatchGen;

/// <summary>A notification was not sent.</summary>
/// <param name="problem">Why, fit for the log: no address, no key.</param>
/// <param name="innerException">What lies behind it; it is not logged.</param>
public sealed class AlertChannelException(string problem, Exception? innerException = null) : Exception(problem, innerException)
{
    /// <summary>Whether sending the same again is of no use: the channel refuses it. The notification is then dropped, loudly.</summary>
    public bool IsPermanent { get; init; }

    /// <summary>How long the channel asks to be left alone, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
