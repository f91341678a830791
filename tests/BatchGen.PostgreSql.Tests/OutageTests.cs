using BatchGen.PostgreSql.Tests.Batch;
using BatchGen.Testing;
using BatchGen.TestServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;

namespace BatchGen.PostgreSql.Tests;

/// <summary>A generated job whose handler takes part in the store's transaction, and a server that goes away and comes back.</summary>
public sealed class OutageTests(PostgreSqlFixture fixture)
{
    [Fact]
    public async Task Records_wait_for_a_server_that_is_away_and_each_has_its_effect_once()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync();
        await ExecuteAsync(server, "CREATE TABLE effect (text text)");
        await server.StopAsync();
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync();
        await using BatchTestHost<InvoiceJob> host = await StartAsync(kafka, server.ConnectionString);
        Guid batch = Guid.CreateVersion7();
        await host.PublishAllAsync(Invoices(0, 40), batch);
        FakeLogCollector logs = host.Services.GetFakeLogCollector();
        await UntilAsync(() => logs.GetSnapshot().Any(log => log.Message.Contains("the idempotency store does not answer", StringComparison.Ordinal)));

        await server.StartAgainAsync();
        await host.Processed(40);
        await server.StopAsync();
        await host.PublishAllAsync(Invoices(0, 80), batch);
        await server.StartAgainAsync();
        await host.Processed(80);
        await host.Skipped(40);
        Assert.Equal("80 80", await ExecuteAsync(server, "SELECT concat(count(*), ' ', count(DISTINCT text)) FROM effect"));
        kafka.Topic("billing.invoice.v1.dlq").ShouldBeEmpty();
        Assert.DoesNotContain(logs.GetSnapshot(), log => $"{log.Message} {log.Exception}".Contains(PostgreSqlServer.Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Password=batchgen-test-password", "Password=wrong-hunter2", "refuses its user or password")]
    [InlineData("Database=postgres", "Database=missing", "no database of its name")]
    [InlineData("Host=127.0.0.1", "Hoost=hunter2", "no connection string that Npgsql can read")]
    [InlineData("Host=127.0.0.1;", "", "names no Host")]
    public async Task A_connection_that_can_never_work_is_wrong_configuration_at_start(string right, string wrong, string problem)
    {
        PostgreSqlServer server = fixture.Server;
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync();
        BatchConfigurationException exception = await Assert.ThrowsAsync<BatchConfigurationException>(
            () => StartAsync(kafka, server.ConnectionString.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Equal("Batch:Idempotency:ConnectionString", exception.Key);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(PostgreSqlServer.Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:state.db", "SqliteTransaction")]
    [InlineData("none", "Deduplicate = true")]
    [InlineData("redis:x", "write sqlite:PATH")]
    [InlineData("postgres:Host=h;Password=hunter2", "nothing behind it")]
    public async Task A_store_that_cannot_do_what_the_handler_needs_is_wrong_configuration_at_start(string store, string problem)
    {
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync();
        BatchConfigurationException exception = await Assert.ThrowsAsync<BatchConfigurationException>(() => StartAsync(kafka, "Host=127.0.0.1", store));
        Assert.Equal("Batch:Idempotency:Store", exception.Key);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    private static Task<BatchTestHost<InvoiceJob>> StartAsync(EmbeddedKafka kafka, string connectionString, string store = "postgres:") =>
        BatchTestHost.StartAsync<InvoiceJob>(
            kafka,
            services => services.AddFakeLogging().AddPostgreSqlIdempotency(),
            new BatchTestHostOptions
            {
                Timeout = TimeSpan.FromMinutes(5),
                Settings = new Dictionary<string, string?>
                {
                    ["Batch:Idempotency:Store"] = store,
                    ["Batch:Idempotency:ConnectionString"] = connectionString,
                },
            });

    private static IEnumerable<Invoice> Invoices(int from, int to) => Enumerable.Range(from, to - from).Select(i => new Invoice($"i{i}"));

    private static async Task<object?> ExecuteAsync(PostgreSqlServer server, string sql)
    {
        await using NpgsqlConnection connection = new(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
