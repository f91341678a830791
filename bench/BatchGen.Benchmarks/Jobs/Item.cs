using System.Globalization;
using System.Text.Json.Serialization;

namespace BatchGen.Benchmarks;

/// <summary>The payload of every scenario; with its envelope about 230 bytes.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Key">Which key the record has.</param>
/// <param name="Number">The record's place among those of its key, from 0.</param>
/// <param name="Name">A text.</param>
/// <param name="Price">A number.</param>
public sealed record Item([property: RecordId] string Id, [property: RecordKey] string Key, int Number, string Name, double Price)
{
    /// <summary>The first <paramref name="count"/> records, their keys taken in turn; the same in every run.</summary>
    public static IEnumerable<Item> Series(int count, int keys)
    {
        for (int i = 0; i < count; i++)
        {
            yield return Of(i, KeyOf(i % keys), i / keys);
        }
    }

    /// <summary>One record.</summary>
    public static Item Of(int id, string key, int number) =>
        new(id.ToString("D8", CultureInfo.InvariantCulture), key, number, $"item {id % 997:D3}", id % 10_000 / 100.0);

    /// <summary>The name of a key.</summary>
    public static string KeyOf(int key) => $"key-{key:D4}";
}

/// <summary>The envelope as a hand-written program declares it (standard 4.2).</summary>
public sealed record ItemEnvelope(Guid BatchId, string RecordId, DateTimeOffset IngestedAt, Item Payload);

/// <summary>A line of the file between two stages, as a hand-written program declares it.</summary>
public sealed record SpooledItem(DateTimeOffset IngestedAt, Item Record);

/// <summary>How both sides read and write JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Item))]
[JsonSerializable(typeof(ItemEnvelope))]
[JsonSerializable(typeof(SpooledItem))]
public sealed partial class BenchmarkJson : JsonSerializerContext;
