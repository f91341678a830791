using BatchGen.Notifications;
using BatchGen.Runtime;
using BatchGen.Tests.Compensation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BatchGen.Tests.Notifications;

public sealed class AlertsTests
{
    private const string Secret = "hunter2-s3cr3t";
    private readonly LogLines _log = new();

    [Theory]
    [InlineData("slack:a:Url", "hooks.slack.com/" + Secret, "is not a URL that begins with https://")]
    [InlineData("slack:a:Url", "https://me:" + Secret + "@hooks.slack.com/", "has no user name in it")]
    [InlineData("slack:a:Url", "http://hooks.example.com/" + Secret, "only allowed to this machine")]
    [InlineData("slack:a:Uri", "https://hooks.slack.com/" + Secret, "missing; write the incoming webhook's URL", "slack:a:Url")]
    [InlineData("slack:a", "https://hooks.slack.com/" + Secret, "a section is expected")]
    [InlineData("pagerduty:a:RoutingKey", Secret, "32 letters and digits")]
    [InlineData("pagerduty:a:Url", "https://events.eu.pagerduty.com/v2/enqueue", "missing", "pagerduty:a:RoutingKey")]
    [InlineData("webhook:a:Secret", Secret, "missing", "webhook:a:Url")]
    [InlineData("IntervalSeconds", "0", "from 1 to 86400")]
    [InlineData("MaxPerMinute", "1000", "from 1 to 600")]
    [InlineData("slak:a:Url", "https://hooks.slack.com/" + Secret, "unknown key", "slak")]
    public async Task A_wrong_key_ends_the_process_at_start_and_is_named_without_its_value(string key, string value, string problem, string? blamed = null)
    {
        using IHost host = Host((key, value));
        BatchConfigurationException exception = await Assert.ThrowsAsync<BatchConfigurationException>(() => host.StartAsync());
        Assert.Equal($"Batch:Notify:{blamed ?? key}", exception.Key);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Secret", "c2hvcnQ=", "24 to 64 bytes in base64", "Secret")]
    [InlineData("Headers:Content-Type", "text/plain", "is not a header that can be set", "Headers:Content-Type")]
    [InlineData("Headers:webhook-id", "1", "is not a header that can be set", "Headers:webhook-id")]
    [InlineData("Headers:X-Key", "a\r\nHost: b", "is not a header that can be set", "Headers:X-Key")]
    public async Task A_webhook_s_wrong_settings_are_named_too(string key, string value, string problem, string blamed)
    {
        using IHost host = Host(("webhook:a:Url", "https://ops.example.com/hook"), ($"webhook:a:{key}", value));
        BatchConfigurationException exception = await Assert.ThrowsAsync<BatchConfigurationException>(() => host.StartAsync());
        Assert.Equal($"Batch:Notify:webhook:a:{blamed}", exception.Key);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_not_configured_is_said_once_at_start_and_its_alerts_are_in_the_log()
    {
        using IHost host = Host();
        await host.StartAsync();
        IAlerts alerts = host.Services.GetRequiredService<IAlerts>();
        JobDescriptor job = Some.Job("slack:people-alerts", "pagerduty:oncall", "webhook:ops", "mailto:oncall@example.com");
        alerts.Open(job);
        alerts.Open(job);
        Assert.Equal(
            [
                "Warning: Nobody is told through slack:people-alerts of job people, its alerts go to the log only: "
                + "Batch:Notify:slack:people-alerts:Url: not set; set it to the URL of an incoming webhook.",
                "Warning: Nobody is told through pagerduty:oncall of job people, its alerts go to the log only: "
                + "Batch:Notify:pagerduty:oncall:RoutingKey: not set; set it to the integration key of a service (Events API v2).",
                "Warning: Nobody is told through webhook:ops of job people, its alerts go to the log only: "
                + "Batch:Notify:webhook:ops:Url: not set; set it to where to post to.",
                "Warning: Nobody is told through mailto:oncall@example.com of job people, its alerts go to the log only: "
                + "reference the package BatchGen.Email and call services.AddEmailNotifications()",
            ],
            Lines());
        alerts.Raise(job, Some.DeadLetter(why: $"password={Secret}"));
        Assert.Equal(
            "Error: Alert of job people for slack:people-alerts, pagerduty:oncall, webhook:ops, mailto:oncall@example.com: "
            + "a record of people.person.v1 went to people.person.v1.dlq: password=***",
            Lines()[^1]);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_channel_of_the_user_s_own_is_told_what_it_should_be_before_the_host_has_stopped()
    {
        RecordingChannel channel = new(TimeProvider.System) { Scheme = "teams" };
        using IHost host = Host(services => services.AddSingleton<IAlertChannelFactory>(channel), ("teams:data:Room", "42"), ("slack:unused:Url", "https://hooks.slack.com/x"));
        await host.StartAsync();
        IAlerts alerts = host.Services.GetRequiredService<IAlerts>();
        alerts.Raise(Some.Job("teams:data"), Some.DeadLetter());
        await host.StopAsync();
        AlertNotification notification = Assert.Single(channel.Sent).Notification;
        Assert.Equal(("staging", Environment.MachineName, 1, 1), (notification.Environment, notification.Host, notification.Count, channel.Opened));
    }

    private IReadOnlyList<string> Lines() => [.. _log.All.Where(line => line.Contains("people", StringComparison.Ordinal))];

    private IHost Host(params (string Key, string Value)[] settings) => Host(_ => { }, settings);

    private IHost Host(Action<IServiceCollection> configure, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"Batch:Notify:{setting.Key}", setting.Value)));
        builder.Configuration.AddInMemoryCollection([new("Batch:Environment", "staging")]);
        configure(builder.Services);
        builder.Services.AddBatchRuntime();
        builder.Services.AddSingleton<ILogger<Alerts>>(_log.For<Alerts>());
        return builder.Build();
    }
}
