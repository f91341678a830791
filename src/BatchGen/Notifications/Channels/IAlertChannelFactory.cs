namespace BatchGen;

/// <summary>
/// Opens the channels of one scheme, as <see cref="FallbackAttribute.Notify"/> names them. Register one as a singleton to bring channels of
/// your own; it may read its settings from the section <c>Batch:Notify:SCHEME</c>. What its constructor throws ends the process at start.
/// </summary>
public interface IAlertChannelFactory
{
    /// <summary>What a channel's name begins with, without the colon: <c>slack</c>. The last one registered for a scheme is used.</summary>
    string Scheme { get; }

    /// <summary>Opens a channel; called at start, once for each name.</summary>
    /// <param name="name">What stands behind the colon.</param>
    /// <exception cref="BatchConfigurationException">
    /// The channel is not configured, and which key to set. That is not fatal: it is logged as a warning, and the channel's alerts go to the
    /// log only.
    /// </exception>
    IAlertChannel Open(string name);
}
