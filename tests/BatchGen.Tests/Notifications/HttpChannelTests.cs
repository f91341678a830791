using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BatchGen.Notifications;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Tests.Notifications;

/// <summary>The channels over HTTP, against a real server on loopback.</summary>
public sealed class HttpChannelTests : IAsyncDisposable
{
    private const string RoutingKey = "0123456789abcdef0123456789ABCDEF";
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly HttpServer _server = new();
    private readonly NotificationHttp _http = new(TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Slack_gets_a_message_that_says_what_why_how_often_and_what_to_do()
    {
        await Slack().SendAsync(
            Some.Notification(Some.DeadLetter(why: "first <!channel> & `x`"), count: 1_000, last: Some.DeadLetter(18, why: "last")), CancellationToken.None);

        Received received = Assert.Single(_server.Received);
        Assert.Equal(("/T0/B0/xyz", "application/json; charset=utf-8"), (received.Path, received.Headers["Content-Type"]));
        Assert.Equal("🟠 people: 1,000 records are dead letters of people.person.v1", received.Json.GetProperty("text").GetString());
        JsonElement[] blocks = [.. received.Json.GetProperty("blocks").EnumerateArray()];
        Assert.Equal(["header", "section", "section", "section", "context"], blocks.Select(block => block.GetProperty("type").GetString()));
        string[] texts = [.. blocks[1..4].Select(block => block.GetProperty("text").GetProperty("text").GetString()!)];
        Assert.Equal("*First reason:* `first &lt;!channel&gt; &amp; 'x'`\n*Last reason:* `last`", texts[0]);
        Assert.Contains("people.person.v1[3]@17, batch 01a0273f-fca0-7d91-82e8-c51e5af34dcb: first &lt;!channel&gt;", texts[1], StringComparison.Ordinal);
        Assert.Equal("*Next:* batchgen dlq list --topic people.person.v1.dlq", texts[2]);
        Assert.Equal("2026-03-14 02:59:58Z · environment prod, host batch-7", blocks[4].GetProperty("elements")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task However_long_the_texts_are_Slack_s_limits_hold()
    {
        string endless = new string('&', 5_000) + "\ud83d\ude00";
        await Slack().SendAsync(
            Some.Notification(Some.DeadLetter(topic: endless, why: endless), count: 2, last: Some.DeadLetter(topic: endless, why: $"x{endless}")), CancellationToken.None);
        foreach (JsonElement block in _server.Received.Single().Json.GetProperty("blocks").EnumerateArray())
        {
            string text = block.TryGetProperty("text", out JsonElement found) ? found.GetProperty("text").GetString()! : "";
            Assert.InRange(text.Length, 0, block.GetProperty("type").GetString() == "header" ? 150 : 3_000);
        }
    }

    [Fact]
    public async Task PagerDuty_is_triggered_and_resolved_under_one_key()
    {
        IAlertChannel channel = Channel(new PagerDutyChannelFactory(Configuration("pagerduty:oncall:RoutingKey", RoutingKey, "pagerduty:oncall:Url", Url("v2/enqueue")), _http), "oncall");
        await channel.SendAsync(Some.Notification(Some.Held()), CancellationToken.None);
        await channel.SendAsync(Some.Notification(Some.Held(), count: 0, isResolved: true), CancellationToken.None);

        JsonElement[] events = [.. _server.Received.Select(received => received.Json)];
        Assert.Equal(["trigger", "resolve"], events.Select(sent => sent.GetProperty("event_action").GetString()));
        Assert.All(events, sent => Assert.Equal(RoutingKey, sent.GetProperty("routing_key").GetString()));
        Assert.All(events, sent => Assert.Equal("batchgen/prod/people/partition_held/people.person.v1", sent.GetProperty("dedup_key").GetString()));
        JsonElement payload = events[0].GetProperty("payload");
        Assert.Equal(
            ("people: people.person.v1[0] stands at offset 7", "batch-7", "critical", "people.person.v1", "people", "partition_held"),
            (Text(payload, "summary"), Text(payload, "source"), Text(payload, "severity"), Text(payload, "component"), Text(payload, "group"), Text(payload, "class")));
        JsonElement details = payload.GetProperty("custom_details");
        Assert.Equal((1, "prod", "make it work again"), (details.GetProperty("count").GetInt64(), Text(details, "environment"), Text(details, "next_step")));
        Assert.False(events[1].TryGetProperty("payload", out _));
    }

    [Fact]
    public async Task PagerDuty_is_told_nothing_of_a_completed_run_but_that_it_made_a_failed_one_good()
    {
        IAlertChannel channel = Channel(new PagerDutyChannelFactory(Configuration("pagerduty:oncall:RoutingKey", RoutingKey, "pagerduty:oncall:Url", Url("v2/enqueue")), _http), "oncall");
        AlertNotification completed = Some.Notification(Some.DeadLetter() with { Kind = AlertKind.RunCompleted });
        await channel.SendAsync(completed, CancellationToken.None);
        Assert.Empty(_server.Received);
        await channel.SendAsync(completed with { ResolvedKey = "batchgen/prod/people/run_failed/publish" }, CancellationToken.None);

        JsonElement sent = Assert.Single(_server.Received).Json;
        Assert.Equal(("resolve", "batchgen/prod/people/run_failed/publish"), (Text(sent, "event_action"), Text(sent, "dedup_key")));
    }

    [Fact]
    public async Task A_webhook_gets_the_documented_body_with_its_headers_and_a_signature_that_verifies()
    {
        IAlertChannel channel = Channel(
            new WebhookChannelFactory(
                Configuration(
                    "webhook:ops:Url", Url("hook"), "webhook:ops:Headers:X-Team", "data", "webhook:ops:Secret", $"whsec_{Convert.ToBase64String(Key)}"),
                _http,
                TimeProvider.System),
            "ops");
        await channel.SendAsync(Some.Notification(Some.DeadLetter(), count: 41), CancellationToken.None);

        Received received = Assert.Single(_server.Received);
        Assert.Equal("data", received.Headers["X-Team"]);
        string signed = $"{received.Headers["webhook-id"]}.{received.Headers["webhook-timestamp"]}.{received.Body}";
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(signed)))}", received.Headers["webhook-signature"]);
        Assert.Equal(received.Headers["webhook-id"], Text(received.Json, "id"));
        Assert.InRange(long.Parse(received.Headers["webhook-timestamp"], CultureInfo.InvariantCulture), 1_700_000_000, long.MaxValue);
        Assert.Equal(
            ["id", "status", "severity", "environment", "host", "job", "kind", "place", "dedup_key", "title", "text", "count", "first_at", "last_at", "sent_at", "next_step", "examples"],
            received.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("firing", "dead_lettered", 41), (Text(received.Json, "status"), Text(received.Json, "kind"), received.Json.GetProperty("count").GetInt64()));
        JsonElement example = received.Json.GetProperty("examples")[0];
        Assert.Equal((3, 17, Some.Batch), (example.GetProperty("partition").GetInt32(), example.GetProperty("offset").GetInt64(), example.GetProperty("batch_id").GetGuid()));
    }

    [Theory]
    [InlineData(429, "120", false, 120)]
    [InlineData(503, null, false, null)]
    [InlineData(500, null, false, null)]
    [InlineData(404, null, true, null)]
    [InlineData(302, null, true, null)]
    public async Task An_answer_says_whether_to_try_again_and_when_and_the_failure_does_not_say_where(int status, string? retryAfter, bool isPermanent, int? seconds)
    {
        _server.OnRequest = async response =>
        {
            response.StatusCode = status;
            if (retryAfter is not null)
            {
                response.Headers["Retry-After"] = retryAfter;
            }

            await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("cannot post to /T0/B0/xyz, token=hunter2"));
        };
        AlertChannelException exception = await Assert.ThrowsAsync<AlertChannelException>(
            () => Slack().SendAsync(Some.Notification(Some.DeadLetter()), CancellationToken.None));
        Assert.Equal((isPermanent, seconds), (exception.IsPermanent, (int?)exception.RetryAfter?.TotalSeconds));
        Assert.Equal($"it answers {status} (cannot post to ***, token=***)", exception.Message);
        Assert.Single(_server.Received);
    }

    [Fact]
    public async Task A_server_that_is_away_is_worth_another_try_and_is_not_named()
    {
        IAlertChannel channel = Slack();
        await _server.DisposeAsync();
        AlertChannelException exception = await Assert.ThrowsAsync<AlertChannelException>(
            () => channel.SendAsync(Some.Notification(Some.DeadLetter()), CancellationToken.None));
        Assert.Equal(("it cannot be reached (ConnectionError)", false), (exception.Message, exception.IsPermanent));
    }

    private static IConfiguration Configuration(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Chunk(2).Select(pair => new KeyValuePair<string, string?>($"Batch:Notify:{pair[0]}", pair[1]))).Build();

    private static IAlertChannel Channel(IAlertChannelFactory factory, string name) => factory.Open(name);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private IAlertChannel Slack() => Channel(new SlackChannelFactory(Configuration("slack:people-alerts:Url", Url("T0/B0/xyz")), _http), "people-alerts");

    private string Url(string path) => new Uri(_server.Address, path).AbsoluteUri;
}
