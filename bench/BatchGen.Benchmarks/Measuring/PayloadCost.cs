using System.Text.Json;

namespace BatchGen.Benchmarks.Measuring;

/// <summary>What reading the payload alone allocates: the object and what the serializer needs meanwhile. The rest of a side's bytes are the side's own.</summary>
internal static class PayloadCost
{
    private const int Records = 10_000;

    public static double BytesPerRecord()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(Item.Of(1, Item.KeyOf(1), 1), BenchmarkJson.Default.Item);
        JsonSerializer.Deserialize(json, BenchmarkJson.Default.Item);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Records; i++)
        {
            JsonSerializer.Deserialize(json, BenchmarkJson.Default.Item);
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Records;
    }
}
