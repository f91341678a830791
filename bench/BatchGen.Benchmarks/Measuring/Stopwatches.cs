using System.Diagnostics;

namespace BatchGen.Benchmarks.Measuring;

/// <summary>Reads every clock at a start and at an end.</summary>
internal sealed class Stopwatches
{
    private ProcessorTime _processor;
    private long _allocated;
    private long _started;

    public void Start()
    {
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        _processor = ProcessorTime.Now();
        _started = Stopwatch.GetTimestamp();
    }

    public Sample Stop(long records)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_started);
        ProcessorTime processor = ProcessorTime.Now() - _processor;
        return new Sample(records, elapsed, processor, GC.GetTotalAllocatedBytes(precise: true) - _allocated);
    }
}
