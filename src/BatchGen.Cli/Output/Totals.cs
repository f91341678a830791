using BatchGen.Cli.Records;

namespace BatchGen.Cli.Output;

/// <summary>How many failures there are, by what they say of themselves.</summary>
internal sealed class Totals
{
    /// <summary>What a failure counts as that does not tell.</summary>
    private const string Unknown = "unknown";

    public long Count { get; private set; }

    /// <summary>Of keys, values and headers, or of payloads.</summary>
    public long Bytes { get; private set; }

    public SortedDictionary<string, long> ByFailure { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> ByJob { get; } = new(StringComparer.Ordinal);

    public void Add(IFailure? failure, long bytes)
    {
        Count++;
        Bytes += bytes;
        Add(ByFailure, failure?.FailureKind);
        Add(ByJob, failure?.Job);
    }

    /// <summary>For people, for example <c>exhausted 3, timeout 1</c>.</summary>
    public static string Text(SortedDictionary<string, long> counts) =>
        string.Join(", ", counts.Select(count => $"{PlainText.Line(count.Key, 60)} {count.Value:N0}"));

    private static void Add(SortedDictionary<string, long> counts, string? name) => counts[name ?? Unknown] = counts.GetValueOrDefault(name ?? Unknown) + 1;
}
