using System.Diagnostics;
using BatchGen.Idempotency.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace BatchGen.Tests.Idempotency;

public sealed class SqliteIdempotencyStoreTests : StoreConformance
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["state/idempotency.db"];

    protected override string Concatenation => "group_concat(text)";

    protected override string Version1 =>
        """
        CREATE TABLE batchgen_done (
            consumer_group TEXT NOT NULL, batch_id BLOB NOT NULL, record_id TEXT NOT NULL, done_at INTEGER NOT NULL,
            PRIMARY KEY (consumer_group, batch_id, record_id)) WITHOUT ROWID;
        CREATE TABLE batchgen_schema (version INTEGER NOT NULL);
        INSERT INTO batchgen_schema VALUES (1);
        INSERT INTO batchgen_done VALUES ('people.load', X'01a0273ffca07d9182e8c51e5af34dcb', 'old', 1787364000000);
        """;

    public override async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await ExecuteAsync("CREATE TABLE effect (text TEXT)");
    }

    [Fact]
    public async Task The_file_and_its_log_are_for_their_owner_only()
    {
        string file = _folder["made/idempotency.db"];
        using SqliteIdempotencyStore store = Make(file);
        await store.MarkDoneAsync("g", Guid.Empty, "r", default);
        Assert.Equal(["idempotency.db", "idempotency.db-shm", "idempotency.db-wal"], Directory.EnumerateFiles(_folder["made"]).Select(Path.GetFileName).Order());
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(_folder["made"]));
        foreach (string path in Directory.EnumerateFiles(_folder["made"]))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_file_that_another_process_has_locked_is_an_error_of_the_call_and_works_again_after_it()
    {
        using SqliteIdempotencyStore store = Make(File, TimeSpan.FromMilliseconds(50));
        await store.MarkDoneAsync("g", Guid.Empty, "before", default);
        await using (SqliteConnection other = new($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync();
            await using SqliteTransaction transaction = other.BeginTransaction(deferred: false);
            await Assert.ThrowsAsync<SqliteException>(async () => await store.MarkDoneAsync("g", Guid.Empty, "r", default));
            await Assert.ThrowsAsync<SqliteException>(async () => await store.BeginAsync("g", [new(Guid.Empty, "r")], default));
            Assert.False(await store.TryClaimAsync("g", Guid.Empty, "before", default));
        }

        Assert.True(await store.TryClaimAsync("g", Guid.Empty, "r", default));
        await store.MarkDoneAsync("g", Guid.Empty, "r", default);
        Assert.False(await store.TryClaimAsync("g", Guid.Empty, "r", default));
    }

    [Fact]
    public async Task Transactions_of_one_process_wait_for_their_turn_however_long_that_takes()
    {
        using SqliteIdempotencyStore store = Make(File, TimeSpan.FromMilliseconds(50));
        IRecordTransaction? first = await store.BeginAsync("g", [new(Guid.Empty, "r1")], default);
        Task<IRecordTransaction?> second = store.BeginAsync("g", [new(Guid.Empty, "r2")], default).AsTask();
        Task mark = store.MarkDoneAsync("g", Guid.Empty, "r3", default).AsTask();
        await Task.Delay(1_500);
        Assert.False(second.IsCompleted || mark.IsCompleted);
        await first!.CommitAsync(default);
        await first.DisposeAsync();
        await (await second.WaitAsync(Limit))!.DisposeAsync();
        await mark.WaitAsync(Limit);
    }

    [Fact]
    public async Task A_store_whose_folder_is_away_answers_when_it_is_back()
    {
        string folder = _folder["mount"];
        await System.IO.File.WriteAllTextAsync(folder, "not a folder");
        using SqliteIdempotencyStore store = Make(Path.Combine(folder, "idempotency.db"));
        await Assert.ThrowsAnyAsync<IOException>(async () => await store.MarkDoneAsync("g", Guid.Empty, "r", default));
        System.IO.File.Delete(folder);
        await store.MarkDoneAsync("g", Guid.Empty, "r", default);
        Assert.False(await store.TryClaimAsync("g", Guid.Empty, "r", default));
    }

    [Fact]
    public async Task Marks_made_side_by_side_share_the_cost_of_reaching_the_disk()
    {
        using SqliteIdempotencyStore store = Make(File);
        const int Alone = 200;
        const int Together = 4_000;
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < Alone; i++)
        {
            await store.MarkDoneAsync("g", Guid.Empty, $"alone{i}", default);
        }

        double alone = Alone / Stopwatch.GetElapsedTime(started).TotalSeconds;
        started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Together), new ParallelOptions { MaxDegreeOfParallelism = 64 }, (i, ct) => store.MarkDoneAsync("g", Guid.Empty, $"r{i}", ct));
        double together = Together / Stopwatch.GetElapsedTime(started).TotalSeconds;
        TestContext.Current.TestOutputHelper!.WriteLine($"one after the other {alone:0}/s, 64 side by side {together:0}/s");
        Assert.True(together > alone, $"one after the other {alone:0}/s, 64 side by side {together:0}/s");
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        SqliteIdempotencyStore store = Make(File);
        store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.MarkDoneAsync("g", Guid.Empty, "r", default));
    }

    protected override ITransactionalIdempotencyStore OpenStore() => Make(File);

    protected override async Task<object?> ExecuteAsync(string sql)
    {
        await using SqliteConnection connection = new($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    protected override Task DropAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    private SqliteIdempotencyStore Make(string file, TimeSpan? busyTimeout = null) =>
        new(new SqliteDatabase(file, busyTimeout), Retention, Time, NullLogger<SqliteIdempotencyStore>.Instance);
}
