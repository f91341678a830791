using BatchGen.Notifications.Email;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Email.Tests;

public sealed class EmailConfigurationTests
{
    private const string Secret = "hunter2-s3cr3t";

    [Theory]
    [InlineData("Port", "0", "'0' is not a whole number from 1 to 65535")]
    [InlineData("Security", "ssl", "'ssl' is not one of StartTls, Tls, None")]
    [InlineData("From", "batch", "'batch' is not an e-mail address")]
    [InlineData("Host", "mail.example.com:25", "is not the name or address of a host")]
    [InlineData("Password", Secret, "missing", "Username")]
    [InlineData("Username", "batch", "missing", "Password")]
    [InlineData("Passwort", Secret, "unknown key")]
    [InlineData("From", "", "missing; write the sender's address")]
    public void A_wrong_key_is_named_before_anything_starts(string key, string value, string problem, string? blamed = null)
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(() => Factory((key, value)));
        Assert.Equal($"Batch:Notify:Smtp:{blamed ?? key}", exception.Key);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_not_sent_over_a_network_in_the_clear()
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(
            () => Factory(("Security", "None"), ("Username", "batch"), ("Password", Secret)));
        Assert.Equal("Batch:Notify:Smtp:Security", exception.Key);
        Assert.NotNull(Factory(("Host", "localhost"), ("Security", "None"), ("Username", "batch"), ("Password", Secret)));
    }

    [Theory]
    [InlineData("StartTls", 587)]
    [InlineData("Tls", 465)]
    [InlineData("None", 25)]
    public void The_port_follows_from_the_security(string security, int port) =>
        Assert.Equal(port, SmtpOptions.Read(Configuration(("Security", security))).Port);

    [Fact]
    public void Without_a_host_or_with_a_broken_address_the_channel_says_so_when_it_is_opened()
    {
        EmailChannelFactory factory = new(new ConfigurationBuilder().Build());
        Assert.Equal("Batch:Notify:Smtp:Host", Assert.Throws<BatchConfigurationException>(() => factory.Open("oncall@example.com")).Key);
        Assert.Equal("mailto:oncall", Assert.Throws<BatchConfigurationException>(() => Factory().Open("oncall")).Key);
    }

    private static EmailChannelFactory Factory(params (string Key, string Value)[] settings) => new(Configuration(settings));

    private static IConfiguration Configuration(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = new() { ["Batch:Notify:Smtp:Host"] = "mail.example.com", ["Batch:Notify:Smtp:From"] = "batch@example.com" };
        foreach ((string key, string value) in settings)
        {
            all[$"Batch:Notify:Smtp:{key}"] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
