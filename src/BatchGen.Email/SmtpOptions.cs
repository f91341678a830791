using BatchGen.Configuration;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace BatchGen.Notifications.Email;

/// <summary>How the connection to the mail server is protected.</summary>
internal enum SmtpSecurity
{
    StartTls,
    Tls,
    None,
}

/// <summary>The section <c>Batch:Notify:Smtp</c>, read and checked once at start.</summary>
internal sealed class SmtpOptions
{
    public const string SectionName = "Batch:Notify:Smtp";

    /// <summary>Null: nothing is sent.</summary>
    public string? Host { get; private init; }

    public int Port { get; private init; }

    public SmtpSecurity Security { get; private init; }

    public string? Username { get; private init; }

    public string? Password { get; private init; }

    /// <summary>There where <see cref="Host"/> is.</summary>
    public MailboxAddress? From { get; private init; }

    public SecureSocketOptions SocketOptions => Security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    /// <exception cref="BatchConfigurationException">A key is unknown or its value is wrong.</exception>
    public static SmtpOptions Read(IConfiguration configuration)
    {
        ConfigurationReader reader = new(configuration.GetSection(SectionName));
        SmtpSecurity security = reader.Choice<SmtpSecurity>(nameof(Security)) ?? SmtpSecurity.StartTls;
        SmtpOptions options = new()
        {
            Host = reader.Text(nameof(Host)),
            Security = security,
            Port = reader.Integer(nameof(Port), fallback: DefaultPort(security), min: 1, max: 65_535),
            Username = reader.Text(nameof(Username)),
            Password = reader.Text(nameof(Password)),
            From = FromOf(reader),
        };
        reader.RefuseUnknownKeys();
        options.Check(reader);
        return options;
    }

    private void Check(ConfigurationReader reader)
    {
        if (Host is not null && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
        {
            throw reader.Wrong(nameof(Host), "is not the name or address of a host; the port is a key of its own.");
        }

        if (Host is not null && From is null)
        {
            throw reader.Wrong(nameof(From), "missing; write the sender's address.");
        }

        if (Username is null != Password is null)
        {
            throw reader.Wrong(Username is null ? nameof(Username) : nameof(Password), "missing; write Username and Password, or neither.");
        }

        if (Security == SmtpSecurity.None && Password is not null && Host is not null && !new UriBuilder { Host = Host }.Uri.IsLoopback)
        {
            throw reader.Wrong(nameof(Security), "is None, which would send the password over the network in the clear: write StartTls or Tls.");
        }
    }

    private static int DefaultPort(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => 465,
        SmtpSecurity.StartTls => 587,
        _ => 25,
    };

    private static MailboxAddress? FromOf(ConfigurationReader reader) => reader.Text(nameof(From)) switch
    {
        null => null,
        { } text when EmailAddress.TryParse(text, out MailboxAddress? address) => address,
        { } text => throw reader.Wrong(nameof(From), $"'{text}' is not an e-mail address such as batch@example.com."),
    };
}
