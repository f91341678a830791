using Microsoft.Extensions.Logging;

namespace BatchGen.Notifications;

/// <summary>Opens the channels that jobs name, and says once for each that cannot be opened what is missing.</summary>
internal sealed partial class ChannelOpener(IReadOnlyList<IAlertChannelFactory> factories, ILogger logger)
{
    /// <returns>Null when the channel is not configured: its alerts go to the log only.</returns>
    public IAlertChannel? Open(Runtime.JobDescriptor job, string channel)
    {
        string[] parts = channel.Split(':', 2);
        string scheme = parts[0];
        IAlertChannelFactory? factory = factories.LastOrDefault(factory => string.Equals(factory.Scheme, scheme, StringComparison.OrdinalIgnoreCase));
        if (factory is null || parts is not [_, { Length: > 0 } name])
        {
            LogNotOpened(channel, job.Name, Advice(scheme));
            return null;
        }

        try
        {
            return factory.Open(name);
        }
        catch (BatchConfigurationException exception)
        {
            LogNotOpened(channel, job.Name, exception.Message);
        }
        catch (Exception exception)
        {
            // Other people's factories, other people's messages: they may show what is secret.
            LogNotOpened(channel, job.Name, $"it cannot be opened ({exception.GetType().Name})");
        }

        return null;
    }

    private static string Advice(string scheme) => scheme.ToUpperInvariant() switch
    {
        "MAILTO" => "reference the package BatchGen.Email and call services.AddEmailNotifications()",
        _ => "write slack:NAME, pagerduty:NAME, webhook:NAME or mailto:ADDRESS, or register an IAlertChannelFactory for its scheme",
    };

    [LoggerMessage(141, LogLevel.Warning, "Nobody is told through {Channel} of job {Job}, its alerts go to the log only: {Advice}")]
    private partial void LogNotOpened(string channel, string job, string advice);
}
