using System.Globalization;

namespace BatchGen.Benchmarks.Measuring;

/// <summary>Processor time of this process.</summary>
/// <param name="Total">Of all threads, the broker's and the clients' own included: they share the process.</param>
/// <param name="Client">Of the threads of librdkafka, which are the clients' and the broker's; null where it cannot be told.</param>
internal readonly record struct ProcessorTime(TimeSpan Total, TimeSpan? Client)
{
    private const string Tasks = "/proc/self/task";

    /// <summary>What is left for the application's own threads: the calls it makes, parsing, scheduling, garbage collection.</summary>
    public TimeSpan? Application => Total - Client;

    public static ProcessorTime Now() => new(Environment.CpuUsage.TotalTime, OfThreads(name => name.StartsWith("rdk:", StringComparison.Ordinal)));

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier) =>
        new(later.Total - earlier.Total, later.Client - earlier.Client);

    /// <summary>Linux keeps each thread's time in nanoseconds and its name, which librdkafka sets.</summary>
    private static TimeSpan? OfThreads(Predicate<string> isCounted)
    {
        if (!Directory.Exists(Tasks))
        {
            return null;
        }

        long nanoseconds = 0;
        foreach (string thread in Directory.EnumerateDirectories(Tasks))
        {
            try
            {
                if (isCounted(File.ReadAllText(Path.Combine(thread, "comm"))))
                {
                    string[] schedule = File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ');
                    nanoseconds += long.Parse(schedule[0], CultureInfo.InvariantCulture);
                }
            }
            catch (IOException)
            {
                // A thread that has just ended.
            }
        }

        return TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }
}
