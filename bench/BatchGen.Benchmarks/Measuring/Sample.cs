namespace BatchGen.Benchmarks.Measuring;

/// <summary>One measured run of one side.</summary>
/// <param name="Records">How many records were counted.</param>
/// <param name="Elapsed">From the first to the last of them.</param>
/// <param name="Processor">Processor time meanwhile.</param>
/// <param name="AllocatedBytes">Managed memory allocated meanwhile.</param>
internal readonly record struct Sample(long Records, TimeSpan Elapsed, ProcessorTime Processor, long AllocatedBytes)
{
    public double RecordsPerSecond => Records / Elapsed.TotalSeconds;

    public double ProcessorMicrosecondsPerRecord => Processor.Total.TotalMicroseconds / Records;

    public double? ApplicationMicrosecondsPerRecord => Processor.Application?.TotalMicroseconds / Records;

    public double BytesPerRecord => (double)AllocatedBytes / Records;
}
