using System.Data.Common;
using Microsoft.Extensions.Time.Testing;

namespace BatchGen.Tests.Idempotency;

/// <summary>What every idempotency store must do. Each test has a database of its own, and two stores on it as two processes have.</summary>
public abstract partial class StoreConformance : IAsyncLifetime
{
    private const string Group = "people.load";
    private static readonly Guid Batch = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb");
    private static readonly Guid OtherBatch = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    private readonly List<IIdempotencyStore> _opened = [];
    private readonly Lazy<ITransactionalIdempotencyStore> _store;

    protected StoreConformance() => _store = new(Open);

    protected static TimeSpan Limit { get; } = TimeSpan.FromMinutes(5);

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 8, 22, 2, 0, 0, TimeSpan.Zero));

    private ITransactionalIdempotencyStore Store => _store.Value;

    public abstract ValueTask InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (IDisposable store in _opened.Cast<IDisposable>())
        {
            store.Dispose();
        }

        await DropAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_record_is_claimed_until_it_is_marked_and_for_its_own_batch_and_group_only()
    {
        Assert.True(await Store.TryClaimAsync(Group, Batch, "r1", default));
        await Store.MarkDoneAsync(Group, Batch, "r1", default);
        await Store.MarkDoneAsync(Group, Batch, "r1", default);
        Assert.False(await Store.TryClaimAsync(Group, Batch, "r1", default));
        Assert.False(await Open().TryClaimAsync(Group, Batch, "r1", default));
        Assert.True(await Store.TryClaimAsync(Group, Batch, "r2", default));
        Assert.True(await Store.TryClaimAsync(Group, OtherBatch, "r1", default));
        Assert.True(await Store.TryClaimAsync("other.load", Batch, "r1", default));
    }

    [Fact]
    public async Task A_claim_that_a_crash_left_behind_does_not_lose_the_record()
    {
        Assert.True(await Store.TryClaimAsync(Group, Batch, "r1", default));
        Assert.True(await Open().TryClaimAsync(Group, Batch, "r1", default));
    }

    [Fact]
    public async Task Marks_of_many_callers_at_once_are_all_kept()
    {
        // Opened before, because opening blocks: hundreds of callers that wait for it would leave no thread for it to go on.
        (ITransactionalIdempotencyStore first, ITransactionalIdempotencyStore second) = (Store, Open());
        await Task.WhenAll(Enumerable.Range(0, 500).Select(
            i => Task.Run(async () => await (i % 2 == 0 ? first : second).MarkDoneAsync(Group, Batch, $"r{i}", default)))).WaitAsync(Limit);
        Assert.Equal(500, Assert.Single(await Counts()).Records);
        for (int i = 0; i < 500; i++)
        {
            Assert.False(await Store.TryClaimAsync(Group, Batch, $"r{i}", default));
        }
    }

    [Fact]
    public async Task Effect_and_mark_are_committed_together()
    {
        await using (IRecordTransaction? transaction = await BeginAsync("r1"))
        {
            await EffectAsync(transaction!, "r1");
            await transaction!.CommitAsync(default);
        }

        Assert.Equal(["r1"], await EffectsAsync());
        Assert.Null(await BeginAsync("r1"));
        Assert.False(await Store.TryClaimAsync(Group, Batch, "r1", default));
    }

    [Fact]
    public async Task An_attempt_that_is_not_committed_leaves_neither_effect_nor_mark()
    {
        await using (IRecordTransaction? transaction = await BeginAsync("r1"))
        {
            await EffectAsync(transaction!, "r1");
        }

        Assert.Empty(await EffectsAsync());
        Assert.True(await Store.TryClaimAsync(Group, Batch, "r1", default));
        await using IRecordTransaction? next = await BeginAsync("r1");
        Assert.Equal([true], next!.IsNew);
    }

    [Fact]
    public async Task Of_two_consumers_that_race_for_a_record_one_has_its_effect_and_the_other_skips_it()
    {
        ITransactionalIdempotencyStore second = Open();
        int skipped = 0;
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            await using IRecordTransaction? transaction = await BeginAsync($"r{i / 2}", i % 2 == 0 ? Store : second);
            if (transaction is null)
            {
                Interlocked.Increment(ref skipped);
                return;
            }

            await EffectAsync(transaction, $"r{i / 2}");
            await transaction.CommitAsync(default);
        }))).WaitAsync(Limit);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"r{i}").Order(), (await EffectsAsync()).Order());
        Assert.Equal(30, skipped);
    }

    [Fact]
    public async Task Of_many_records_those_that_were_done_and_second_copies_are_left_out()
    {
        await Store.MarkDoneAsync(Group, Batch, "done", default);
        await using (IRecordTransaction? transaction = await Store.BeginAsync(Group, [new(Batch, "a"), new(Batch, "done"), new(Batch, "a"), new(OtherBatch, "a")], default))
        {
            Assert.Equal([true, false, false, true], transaction!.IsNew);
            await transaction.CommitAsync(default);
        }

        Assert.Null(await Store.BeginAsync(Group, [new(Batch, "a"), new(Batch, "done"), new(OtherBatch, "a")], default));
    }

    [Fact]
    public async Task What_a_handler_does_that_was_left_behind_has_no_effect_and_blocks_nobody()
    {
        IRecordTransaction? late = await BeginAsync("r1");
        DbConnection connection = late!.Transaction.Connection!;
        await EffectAsync(late, "early");
        await late.AbortAsync();
        await using (IRecordTransaction? next = await BeginAsync("r1"))
        {
            await EffectAsync(next!, "next");
            await next!.CommitAsync(default);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => EffectAsync(late, "late"));
        await using (DbCommand outside = connection.CreateCommand())
        {
            outside.CommandText = "INSERT INTO effect VALUES ('later')";
            await Assert.ThrowsAnyAsync<Exception>(outside.ExecuteNonQueryAsync);
        }

        await late.DisposeAsync();
        Assert.Equal(["next"], await EffectsAsync());
    }

    [Fact]
    public async Task Any_text_is_a_record_id()
    {
        string[] ids =
        [
            "", " ", "'; DROP TABLE batchgen_done; --", "../../x", "Grüße 🚀", "a\0b", "a\0c", "half \ud83d", "half \ud83e", "A", "a", "sha256:", new('x', 256),
            new string('x', 10_000) + "1", new string('x', 10_000) + "2",
        ];
        foreach (string id in ids)
        {
            Assert.True(await Store.TryClaimAsync(Group, Batch, id, default));
            await Store.MarkDoneAsync(Group, Batch, id, default);
            Assert.False(await Store.TryClaimAsync(Group, Batch, id, default));
            Assert.Null(await BeginAsync(id));
        }
    }

    protected abstract ITransactionalIdempotencyStore OpenStore();

    /// <summary>Runs statements beside the store.</summary>
    protected abstract Task<object?> ExecuteAsync(string sql);

    protected abstract Task DropAsync();

    protected ITransactionalIdempotencyStore Open()
    {
        ITransactionalIdempotencyStore store = OpenStore();
        _opened.Add(store);
        return store;
    }

    private ValueTask<IRecordTransaction?> BeginAsync(string record, ITransactionalIdempotencyStore? store = null) =>
        (store ?? Store).BeginAsync(Group, [new(Batch, record)], default);

    private Task<IReadOnlyList<IdempotencyCount>> Counts() => ((IIdempotencyCounts)Store).CountsAsync(default);

    private static async Task EffectAsync(IRecordTransaction transaction, string text)
    {
        await using DbCommand command = transaction.Transaction.Connection!.CreateCommand();
        command.Transaction = transaction.Transaction;
        command.CommandText = $"INSERT INTO effect VALUES ('{text}')";
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string[]> EffectsAsync() =>
        (await ExecuteAsync($"SELECT {Concatenation} FROM effect")) is string { Length: > 0 } text ? text.Split(',') : [];

    /// <summary>The effects' texts with commas between, in SQL.</summary>
    protected abstract string Concatenation { get; }
}
