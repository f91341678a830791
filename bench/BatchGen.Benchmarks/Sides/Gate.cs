using BatchGen.Benchmarks.Measuring;

namespace BatchGen.Benchmarks.Sides;

/// <summary>
/// Holds a side behind its first records until the client has fetched the whole topic, and starts the clocks then: what is measured is
/// the application's side alone, with neither broker nor network in it. The engine's poll thread is held through its clock, which it
/// asks at least once for each poll.
/// </summary>
internal sealed class Gate : TimeProvider
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private CountedRun? _run;

    /// <summary>Lets the client fetch everything ahead.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings { get; } =
    [
        new("queued.min.messages", "10000000"),
        new("queued.max.messages.kbytes", "2000000"),
    ];

    public void Arm(CountedRun run) => Volatile.Write(ref _run, run);

    /// <summary>Called on the thread that polls.</summary>
    public void Pass()
    {
        if (_run is { HasStarted: true } run)
        {
            _run = null;
            WaitUntilClientIsQuiet();
            run.Restart();
        }
    }

    public override long GetTimestamp()
    {
        if (_run is not null && Thread.CurrentThread.Name?.StartsWith("batchgen poll", StringComparison.Ordinal) == true)
        {
            Pass();
        }

        return base.GetTimestamp();
    }

    /// <summary>The client's threads have nothing to do once all is fetched, but for heartbeats.</summary>
    private static void WaitUntilClientIsQuiet()
    {
        TimeSpan? before;
        TimeSpan? after = ProcessorTime.Now().Client;
        do
        {
            Thread.Sleep(Quiet);
            (before, after) = (after, ProcessorTime.Now().Client);
        }
        while (after - before > Quiet * 0.05);
    }
}
