using System.Collections.Concurrent;
using BatchGen.Notifications;
using BatchGen.Runtime;

namespace BatchGen.Engine.Tests;

internal sealed class MemoryFallback : IFallbackStore
{
    public string Location => "memory";

    public ConcurrentQueue<(FallbackEntry Entry, byte[] Payload)> Kept { get; } = new();

    public volatile bool IsAway;

    public int Refused;

    public Task PersistAsync(FallbackEntry entry, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            Interlocked.Increment(ref Refused);
            throw new UnauthorizedAccessException("the folder is not writable");
        }

        Kept.Enqueue((entry, payload.ToArray()));
        return Task.CompletedTask;
    }
}

internal sealed class MemoryIdempotency : IIdempotencyStore
{
    private readonly ConcurrentDictionary<(string, Guid, string), bool> _done = new();

    /// <summary>How many calls fail from now on.</summary>
    public int FailNext;

    public int Done => _done.Count;

    public ValueTask<bool> TryClaimAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken)
    {
        Fail();
        return new(!_done.ContainsKey((group, batchId, recordId)));
    }

    public ValueTask MarkDoneAsync(string group, Guid batchId, string recordId, CancellationToken cancellationToken)
    {
        Fail();
        Assert.True(_done.TryAdd((group, batchId, recordId), true), $"{recordId} was done twice");
        return default;
    }

    private void Fail()
    {
        if (Interlocked.Decrement(ref FailNext) >= 0)
        {
            throw new TimeoutException("the database is locked");
        }
    }
}

internal sealed class MemoryAlerts : IAlerts
{
    public ConcurrentQueue<string> Raised { get; } = new();

    /// <summary>Partitions that went on again, or left while they stood.</summary>
    public ConcurrentQueue<(string Place, bool GoesOn)> Released { get; } = new();

    public void Open(JobDescriptor job)
    {
    }

    public void Raise(JobDescriptor job, Alert alert) => Raised.Enqueue($"{alert.What}: {alert.Why}");

    public void Release(JobDescriptor job, string place, bool goesOn) => Released.Enqueue((place, goesOn));

    public Task<ToldChannels> TellAsync(
        JobDescriptor job, Alert alert, IReadOnlyCollection<string> told, string? resolvedStage, CancellationToken cancellationToken)
    {
        Raise(job, alert);
        return Task.FromResult(ToldChannels.None);
    }
}
