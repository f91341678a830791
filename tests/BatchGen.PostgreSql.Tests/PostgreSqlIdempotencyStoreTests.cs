using BatchGen.Tests.Idempotency;
using BatchGen.TestServers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BatchGen.PostgreSql.Tests;

public sealed class PostgreSqlIdempotencyStoreTests(PostgreSqlFixture fixture) : StoreConformance
{
    private readonly string _schema = $"s{Guid.NewGuid():N}";

    protected override string Concatenation => "string_agg(text, ',')";

    protected override string Version1 =>
        """
        CREATE TABLE batchgen_done (
            consumer_group text NOT NULL, batch_id uuid NOT NULL, record_id text NOT NULL, done_at timestamptz NOT NULL,
            PRIMARY KEY (consumer_group, batch_id, record_id));
        CREATE TABLE batchgen_schema (version integer NOT NULL);
        INSERT INTO batchgen_schema VALUES (1);
        INSERT INTO batchgen_done VALUES ('people.load', '01a0273f-fca0-7d91-82e8-c51e5af34dcb', 'old', '2026-08-22 02:00:00Z');
        """;

    private string ConnectionString => $"{fixture.Server.ConnectionString};Search Path={_schema}";

    public override async ValueTask InitializeAsync() =>
        await ExecuteAsync($"CREATE SCHEMA {_schema}; CREATE TABLE effect (text text)");

    protected override ITransactionalIdempotencyStore OpenStore() => (ITransactionalIdempotencyStore)new PostgreSqlIdempotencyStoreFactory(
        Time, NullLogger<PostgreSqlIdempotencyStore>.Instance, configure: null)
        .Open(new IdempotencySettings { Store = "postgres:", ConnectionString = ConnectionString, Retention = Retention });

    protected override async Task<object?> ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    protected override async Task DropAsync()
    {
        if (PostgreSqlServer.Missing is null)
        {
            await ExecuteAsync($"DROP SCHEMA {_schema} CASCADE");
        }
    }
}
