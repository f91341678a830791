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

    /// <summary>Whether the record has not been attempted at all.</summary>
    public bool IsUntried(long ordinal) => ordinal >= _next;

    /// <summary>Whether an attempt takes the record: it is new, or it failed and may succeed yet.</summary>
    public bool Includes(long ordinal) =>
        IsUntried(ordinal) || (_failed.TryGetValue(ordinal, out Exception? exception) && exception is not PermanentFailureException);

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

    /// <summary>What an attempt has left: where it had got to, and what failed before that.</summary>
    public UnsentRecords ToUnsent() => new(_next, [.. _failed.Keys.Order()]);

    /// <summary>Goes on where attempts of other processes have left off.</summary>
    /// <param name="unsent">What they have left.</param>
    /// <param name="failure">Why nothing came of it.</param>
    public void Restore(UnsentRecords unsent, Exception failure)
    {
        _next = unsent.Next;
        foreach (long ordinal in unsent.Failed)
        {
            _failed[ordinal] = failure;
        }
    }

    /// <summary>How a record failed; <paramref name="untried"/> for one that was not attempted, null for one that is done.</summary>
    public Exception? FailureOf(long ordinal, Exception? untried) =>
        _failed.TryGetValue(ordinal, out Exception? failure) ? failure : IsUntried(ordinal) ? untried : null;

    /// <summary>Ends an attempt: throws when something is left for another.</summary>
    /// <exception cref="RecordsFailedException">Some records failed.</exception>
    public void ThrowIfAnyFailed(string stage)
    {
        if (_failed.Count > 0)
        {
            throw new RecordsFailedException(
                stage,
                _failed.Count,
                _failed.MinBy(failure => failure.Key).Value,
                _failed.Values.All(exception => exception is PermanentFailureException));
        }
    }
}

/// <summary>Some records of a stage failed; the others are done.</summary>
/// <param name="stage">The stage.</param>
/// <param name="count">How many failed.</param>
/// <param name="first">How the first of them failed.</param>
/// <param name="isPermanent">Whether no further attempt could help any of them.</param>
internal sealed class RecordsFailedException(string stage, int count, Exception first, bool isPermanent)
    : Exception($"{count} {(count == 1 ? "record" : "records")} failed in {stage}, the first with: {first.Message}", first)
{
    public bool IsPermanent => isPermanent;
}
