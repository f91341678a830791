namespace BatchGen.Runtime;

/// <summary>
/// Which records of its input a stage still has to do. An attempt takes each of them once; a failed one stays for the next attempt.
/// Used by one attempt at a time.
/// </summary>
internal sealed class PendingRecords
{
    private readonly Dictionary<long, Exception> _failed = [];
    private readonly HashSet<long> _everFailed = [];

    /// <summary>Everything from here on has not been attempted.</summary>
    private long _next;

    public int FailedCount => _failed.Count;

    /// <summary>How many records took, or would have taken, more than one attempt.</summary>
    public int RetriedCount => _everFailed.Count;

    /// <summary>The failed records by their place in the input.</summary>
    public IReadOnlyDictionary<long, Exception> Failed => _failed;

    public bool Includes(long ordinal) => ordinal >= _next || _failed.ContainsKey(ordinal);

    public void Succeed(long ordinal)
    {
        _next = Math.Max(_next, ordinal + 1);
        _failed.Remove(ordinal);
    }

    public void Fail(long ordinal, Exception exception)
    {
        _next = Math.Max(_next, ordinal + 1);
        _failed[ordinal] = exception;
        _everFailed.Add(ordinal);
    }

    /// <summary>Ends an attempt: throws when something is left for another.</summary>
    /// <exception cref="RecordsFailedException">Some records failed.</exception>
    public void ThrowIfAnyFailed(string stage)
    {
        if (_failed.Count > 0)
        {
            throw new RecordsFailedException(stage, _failed.Count, _failed.MinBy(failure => failure.Key).Value);
        }
    }
}

/// <summary>Some records of a stage failed; the others are done.</summary>
internal sealed class RecordsFailedException(string stage, int count, Exception first)
    : Exception($"{count} {(count == 1 ? "record" : "records")} failed in {stage}, the first with: {first.Message}", first);
