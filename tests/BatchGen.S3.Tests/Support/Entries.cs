namespace BatchGen.S3.Tests;

internal static class Entries
{
    public static Guid Batch { get; } = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb");

    public static FallbackEntry Of(string? recordId, string job = "people-ingest") => new()
    {
        Job = job,
        Stage = "publish",
        BatchId = Batch,
        RecordId = recordId,
        Attempts = 5,
        FailureKind = "exhausted",
        Message = "no",
        FailedAt = DateTimeOffset.UnixEpoch,
    };

    public static async Task<List<StoredFallback>> AllAsync(this IFallbackArchive store, string? job = null) =>
        await store.ListAsync(job, CancellationToken.None).ToListAsync();
}
