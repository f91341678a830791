namespace BatchGen.Tests.Idempotency;

/// <content>Tables, retention, counts.</content>
public abstract partial class StoreConformance
{
    /// <summary>The tables as version 1 made them, with one done record.</summary>
    protected abstract string Version1 { get; }

    [Fact]
    public async Task Starters_that_find_no_tables_at_the_same_moment_make_them_once()
    {
        ITransactionalIdempotencyStore[] stores = [.. Enumerable.Range(0, 8).Select(_ => Open())];
        await Task.WhenAll(stores.Select((store, i) => Task.Run(async () => await store.MarkDoneAsync(Group, Batch, $"r{i}", default)))).WaitAsync(Limit);
        Assert.Equal(8, Assert.Single(await Counts()).Records);
        Assert.Equal(1L, Convert.ToInt64(await ExecuteAsync("SELECT count(*) FROM batchgen_schema"), null));
    }

    [Fact]
    public async Task Older_tables_are_brought_up_to_date_and_keep_what_they_know()
    {
        await ExecuteAsync(Version1);
        Assert.False(await Store.TryClaimAsync(Group, Batch, "old", default));
        Assert.True(await Store.TryClaimAsync(Group, Batch, "new", default));
        Assert.Equal(2, Convert.ToInt32(await ExecuteAsync("SELECT version FROM batchgen_schema"), null));
    }

    [Fact]
    public async Task Tables_of_a_newer_version_are_wrong_configuration()
    {
        await Store.MarkDoneAsync(Group, Batch, "r1", default);
        await ExecuteAsync("UPDATE batchgen_schema SET version = 99");
        BatchConfigurationException exception = await Assert.ThrowsAsync<BatchConfigurationException>(
            async () => await OpenAndClaimAsync());
        Assert.Contains("version 99", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Update BatchGen", exception.Message, StringComparison.Ordinal);

        Task<bool> OpenAndClaimAsync() => Open().TryClaimAsync(Group, Batch, "r1", default).AsTask();
    }

    [Fact]
    public async Task What_is_older_than_the_retention_is_deleted_and_nothing_younger()
    {
        Assert.Equal(TimeSpan.FromDays(30), Retention);
        for (int i = 0; i < 2_500; i += 500)
        {
            await Task.WhenAll(Enumerable.Range(i, 500).Select(k => Store.MarkDoneAsync(Group, Batch, $"old{k}", default).AsTask())).WaitAsync(Limit);
        }

        Time.Advance(TimeSpan.FromHours(2));
        await Store.MarkDoneAsync(Group, Batch, "young", default);
        Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromHours(1));

        // Both loops wake and delete beside each other.
        Open();
        await UntilAsync(async () => (await Counts()).Single().Records == 1);
        Time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(await Store.TryClaimAsync(Group, Batch, "young", default));
        Assert.True(await Store.TryClaimAsync(Group, Batch, "old7", default));
    }

    [Fact]
    public async Task Counts_say_what_each_group_has_done_and_since_when()
    {
        DateTimeOffset first = Time.GetUtcNow();
        await Store.MarkDoneAsync("b.load", Batch, "r1", default);
        Time.Advance(TimeSpan.FromMinutes(5));
        await Store.MarkDoneAsync("b.load", Batch, "r2", default);
        await Store.MarkDoneAsync("a.load", Batch, "r1", default);
        Assert.Equal(
            [new IdempotencyCount("a.load", 1, first.AddMinutes(5), first.AddMinutes(5)), new("b.load", 2, first, first.AddMinutes(5))], await Counts());
    }

    protected static TimeSpan Retention => new IdempotencySettings().Retention;

    protected static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource limit = new(Limit);
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
