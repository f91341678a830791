using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BatchGen.Configuration;
using BatchGen.Health;
using BatchGen.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace BatchGen.Engine.Tests;

public sealed class HealthTests : EngineTest
{
    private static readonly JobDescriptor Job = new("work", typeof(HealthTests)) { Fallback = new("file:unused", []), Stages = [] };

    private readonly ConsumersHealth _health = new();

    [Fact]
    public async Task A_record_that_nobody_takes_turns_health_red_until_somebody_does()
    {
        using HttpClient client = new();
        int port = FreePort();
        await using HealthEndpoint? endpoint = HealthEndpoint.Start(_health, new HealthOptions { Port = port }, NullLogger.Instance);
        Engine engine = await StartAsync(engine =>
        {
            engine.BackoffScale = 0.01;
            engine.Stage = engine.Stage with { DeadLetterTopic = null };
            engine.Fallback.IsAway = true;
        });
        Assert.Equal((200, "healthy"), await AskAsync(client, port, "ready"));

        await ProduceAsync(2, "bad"u8.ToArray(), "no envelope"u8.ToArray());
        await Wait.UntilAsync(() => engine.Fallback.Refused > 1);
        ConsumerHealth red = Assert.Single(_health.Check());
        Assert.Equal((503, "unhealthy"), await AskAsync(client, port, "ready"));
        Assert.Equal((200, "unhealthy"), await AskAsync(client, port, "live"));
        engine.Fallback.IsAway = false;
        await Wait.UntilAsync(() => engine.Statistics.FellBack == 1);

        Assert.Equal(HealthStatus.Unhealthy, red.Status);
        Assert.StartsWith("1 record is taken by nobody, work.item.v1[2]@0: neither the dead-letter topic nor", Assert.Single(red.Reasons), StringComparison.Ordinal);
        Assert.Equal((200, "healthy"), await AskAsync(client, port, "ready"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"http://localhost:{port}/", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_consumer_that_a_defect_has_stopped_is_not_alive()
    {
        Engine engine = await StartAsync(engine => engine.Loop = _ => throw new InvalidOperationException("a defect"));
        await PublishAsync(Works(1));
        await Wait.UntilAsync(() => engine.Consumer.Ended.IsFaulted);

        ConsumerHealth health = Assert.Single(_health.Check());
        HealthCheckContext context = new() { Registration = new("batchgen", _health, failureStatus: null, tags: null) };
        HealthCheckResult result = await _health.CheckHealthAsync(context, TestContext.Current.CancellationToken);

        Assert.False(health.IsAlive);
        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("work.item.v1: the consumer has stopped: a defect", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_without_partitions_is_degraded_and_gets_well_with_the_first()
    {
        Engine[] engines = [.. Enumerable.Range(0, 2).Select(_ => NewEngine(engine => engine.Stage = engine.Stage with { Topic = "work.single.v1" }))];
        Kafka.CreateTopic("work.single.v1", partitions: 1);
        await StartAsync(engines[0]);
        Task surplus = engines[1].StartAsync();
        await Wait.UntilAsync(() => engines[1].Consumer is { Vitals.SincePoll.Ticks: > 0 });
        _health.Add(engines[1].Consumer, Job);
        Assert.Equal([HealthStatus.Degraded, HealthStatus.Healthy], _health.Check().Select(health => health.Status).Order());

        _health.Remove(engines[0].Consumer);
        await engines[0].StopAsync();
        await surplus;

        Assert.Equal(HealthStatus.Healthy, Assert.Single(_health.Check()).Status);
    }

    [Fact]
    public void A_port_that_is_taken_is_wrong_configuration()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(
            () => HealthEndpoint.Start(_health, new HealthOptions { Port = port, Host = "127.0.0.1" }, NullLogger.Instance));

        Assert.Equal("Batch:Health:Port", exception.Key);
    }

    private async Task<Engine> StartAsync(Action<Engine> configure)
    {
        Engine engine = await StartEngineAsync(configure);
        _health.Add(engine.Consumer, Job);
        return engine;
    }

    private async Task StartAsync(Engine engine)
    {
        await engine.StartAsync();
        _health.Add(engine.Consumer, Job);
    }

    private static async Task<(int Code, string Status)> AskAsync(HttpClient client, int port, string what)
    {
        using HttpResponseMessage response = await client.GetAsync($"http://localhost:{port}/health/{what}", TestContext.Current.CancellationToken);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)response.StatusCode, answer.RootElement.GetProperty("status").GetString()!);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
