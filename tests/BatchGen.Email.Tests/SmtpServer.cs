using System.Globalization;
using System.Text.Json;
using BatchGen.Notifications.Email;
using BatchGen.TestServers;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace BatchGen.Email.Tests;

/// <summary>A mail that the server took.</summary>
public sealed record Mail(string From, IReadOnlyList<string> To, string? User, MimeMessage Message);

/// <summary>An SMTP server of its own for each test. Skips its test where there is none.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private const string Line = "mail ";
    private readonly NodeServer _server;

    private SmtpServer(NodeServer server) => _server = server;

    public int Port => _server.Port;

    public static async Task<SmtpServer> StartAsync(string security = "none", string user = "-", string password = "-")
    {
        Assert.SkipWhen(NodeServer.Missing is not null, NodeServer.Missing ?? "");
        return new SmtpServer(await NodeServer.StartAsync("smtp.js", "0", security, user, password));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    internal IAlertChannel Open(string address, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = new()
        {
            ["Batch:Notify:Smtp:Host"] = "127.0.0.1",
            ["Batch:Notify:Smtp:Port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["Batch:Notify:Smtp:Security"] = "None",
            ["Batch:Notify:Smtp:From"] = "BatchGen <batch@example.com>",
        };
        foreach ((string key, string value) in settings)
        {
            all[$"Batch:Notify:Smtp:{key}"] = value;
        }

        return new EmailChannelFactory(new ConfigurationBuilder().AddInMemoryCollection(all).Build()).Open(address);
    }

    /// <summary>The only mail, once its line has arrived.</summary>
    public async Task<Mail> MailAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            string? line = _server.Output.Split('\n', StringSplitOptions.TrimEntries).SingleOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal));
            if (line is not null)
            {
                JsonElement mail = JsonDocument.Parse(line[Line.Length..]).RootElement;
                using MemoryStream data = new(System.Text.Encoding.UTF8.GetBytes(mail.GetProperty("data").GetString()!));
                return new Mail(
                    mail.GetProperty("from").GetString()!,
                    [.. mail.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)],
                    mail.TryGetProperty("user", out JsonElement user) ? user.GetString() : null,
                    await MimeMessage.LoadAsync(data, limit.Token));
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
