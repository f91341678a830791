using Microsoft.Extensions.Configuration;
using MimeKit;

namespace BatchGen.Notifications.Email;

/// <summary>Opens <c>mailto:ADDRESS</c>.</summary>
internal sealed class EmailChannelFactory : IAlertChannelFactory
{
    private readonly SmtpOptions _options;

    /// <exception cref="BatchConfigurationException">A key of <c>Batch:Notify:Smtp</c> is unknown or its value is wrong.</exception>
    public EmailChannelFactory(IConfiguration configuration) => _options = SmtpOptions.Read(configuration);

    public string Scheme => "mailto";

    public IAlertChannel Open(string name)
    {
        if (_options is not { Host: { } host, From: { } from })
        {
            throw new BatchConfigurationException($"{SmtpOptions.SectionName}:{nameof(_options.Host)}", "not set; set it to the mail server, and From to the sender's address.");
        }

        return EmailAddress.TryParse(name, out MailboxAddress? address)
            ? new EmailChannel(_options, host, from, address)
            : throw new BatchConfigurationException($"mailto:{name}", "is no e-mail address.");
    }
}
