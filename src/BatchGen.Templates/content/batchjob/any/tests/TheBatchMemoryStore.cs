using System.Collections.Concurrent;
using TheNamespace.Batch;
using TheNamespace.Storage;

namespace TheNamespace.Tests;

/// <summary>A store in memory, which fails when a test tells it to.</summary>
internal sealed class TheBatchMemoryStore : ITheBatchStore
{
    private int _writes;
    private int _failures;
    private Exception? _failure;

    /// <summary>What was stored, by id.</summary>
    public ConcurrentDictionary<string, TheBatchRecord> Records { get; } = [];

    /// <summary>How often the job has tried to write.</summary>
    public int Writes => _writes;

    /// <summary>Lets the first writes fail.</summary>
    public void Fail(int times, Exception failure) => (_failures, _failure) = (times, failure);

    public Task WriteAsync(TheBatchRecord record, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _writes) <= _failures)
        {
            throw _failure!;
        }

        Records[record.Id] = record;
        return Task.CompletedTask;
    }
}
