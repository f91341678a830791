using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchGen.Runtime;

/// <summary>Which records of a spool no attempt to publish has got through.</summary>
/// <param name="Next">Everything from this place on; places count from 0.</param>
/// <param name="Failed">And these before it, in their order.</param>
internal sealed record UnsentRecords(long Next, IReadOnlyList<long> Failed)
{
    /// <summary>What neither of two attempts has got through: an acknowledgement holds, whichever attempt had it.</summary>
    public UnsentRecords And(UnsentRecords other)
    {
        (UnsentRecords further, UnsentRecords shorter) = Next >= other.Next ? (this, other) : (other, this);
        HashSet<long> failed = [.. shorter.Failed];
        return further with { Failed = [.. further.Failed.Where(ordinal => ordinal >= shorter.Next || failed.Contains(ordinal))] };
    }
}

/// <summary>
/// The file in which attempts to publish leave what was not acknowledged, for <c>fallback</c>. An attempt that was killed leaves nothing in
/// it: what it got through is then kept and sent once more, which handlers that are idempotent by <c>record_id</c> do not notice.
/// </summary>
internal sealed class UnsentFile(string path)
{
    /// <summary>Null where no attempt has left any; a file that cannot be read says nothing either.</summary>
    public UnsentRecords? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), UnsentJson.Default.UnsentRecords);
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Adds what a further attempt has left.</summary>
    public void Add(UnsentRecords unsent) =>
        WholeFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(Read()?.And(unsent) ?? unsent, UnsentJson.Default.UnsentRecords));

    public void Remove() => File.Delete(path);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UnsentRecords))]
internal sealed partial class UnsentJson : JsonSerializerContext;
