using System.Numerics;

namespace BatchGen.Telemetry;

/// <summary>
/// Latencies of the running process, for summaries: buckets that are 1/16 of a power of two wide, so a quantile is at most 6 % off.
/// Any thread may record; readers see a recent state.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBuckets = 16;
    private readonly long[] _buckets = new long[64 * SubBuckets];

    public void Record(TimeSpan latency) => Interlocked.Increment(ref _buckets[BucketOf(long.Max(0, latency.Ticks))]);

    /// <summary>The latency below which the given share of all records lies, or null when nothing was recorded.</summary>
    public TimeSpan? Quantile(double share)
    {
        long total = 0;
        foreach (ref long bucket in _buckets.AsSpan())
        {
            total += Interlocked.Read(ref bucket);
        }

        long rank = (long)Math.Ceiling(total * share);
        long seen = 0;
        for (int i = 0; i < _buckets.Length && total > 0; i++)
        {
            seen += Interlocked.Read(ref _buckets[i]);
            if (seen >= rank)
            {
                return TimeSpan.FromTicks(UpperEdge(i));
            }
        }

        return null;
    }

    private static int BucketOf(long ticks)
    {
        if (ticks < SubBuckets)
        {
            return (int)ticks;
        }

        int power = BitOperations.Log2((ulong)ticks);
        return ((power - 3) * SubBuckets) + (int)((ticks >> (power - 4)) & (SubBuckets - 1));
    }

    private static long UpperEdge(int bucket)
    {
        if (bucket < SubBuckets)
        {
            return bucket;
        }

        int power = (bucket / SubBuckets) + 3;
        return (1L << power) + ((long)((bucket % SubBuckets) + 1) << (power - 4)) - 1;
    }
}
