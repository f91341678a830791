namespace BatchGen.Benchmarks.Measuring;

/// <summary>
/// Counts the records that a side handles: the clocks run from the first record to the last, so joining the group is left out. Any
/// thread may count.
/// </summary>
internal sealed class CountedRun(long records)
{
    private readonly TaskCompletionSource<Sample> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatches _clocks = new();
    private long _counted;
    private long _before;

    public long Records => records;

    public Task<Sample> Done => _done.Task;

    public bool HasStarted => Interlocked.Read(ref _counted) > 0;

    /// <summary>Starts the clocks anew, behind the records that were counted so far.</summary>
    public void Restart()
    {
        _before = Interlocked.Read(ref _counted);
        _clocks.Start();
    }

    /// <summary>One record is handled; a record too many fails the run.</summary>
    public Task CountAsync()
    {
        long counted = Interlocked.Increment(ref _counted);
        if (counted == 1)
        {
            Restart();
        }
        else if (counted == records)
        {
            _done.TrySetResult(_clocks.Stop(records - long.Max(1, _before)));
        }
        else if (counted > records)
        {
            throw new InvalidOperationException($"More than the {records} records of the topic were handled: some came twice.");
        }

        return Task.CompletedTask;
    }
}
