using BatchGen.TestServers;

[assembly: AssemblyFixture(typeof(BatchGen.PostgreSql.Tests.PostgreSqlFixture))]

namespace BatchGen.PostgreSql.Tests;

/// <summary>One server for the tests that do not stop it; each has a schema of its own.</summary>
public sealed class PostgreSqlFixture : IAsyncLifetime
{
    private PostgreSqlServer? _server;

    /// <summary>Skips the test where there is no server.</summary>
    public PostgreSqlServer Server
    {
        get
        {
            Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");
            return _server!;
        }
    }

    public async ValueTask InitializeAsync() => _server = PostgreSqlServer.Missing is null ? await PostgreSqlServer.StartAsync() : null;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
