using System.Text.Json.Serialization;

namespace BatchGen.Cli.Replaying.Journal;

/// <summary>One line of a journal.</summary>
internal sealed record JournalLine
{
    public const int CurrentVersion = 1;

    /// <summary><c>journal</c> (the first line), <c>intent</c>, <c>settled</c> or <c>forget</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of the first line: the layout's version.</summary>
    public int? Version { get; init; }

    /// <summary>Of the first line: what the journal is about, cluster included.</summary>
    public string? Scope { get; init; }

    /// <summary>When it was written, for people and for the wait before a look-up.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Of an intent: the records that are about to be sent.</summary>
    public IReadOnlyList<JournalItem>? Items { get; init; }

    /// <summary>Of an intent: for each topic, by partition, an offset that none of the records can lie before.</summary>
    public IReadOnlyDictionary<string, long[]>? Ends { get; init; }

    /// <summary>Of a settled line: which records of the intent the broker has.</summary>
    public IReadOnlyList<string>? Sent { get; init; }

    /// <summary>Of a settled line: of which records it is not known; the others are known not to be there.</summary>
    public IReadOnlyList<string>? Unknown { get; init; }

    /// <summary>Of a forget line: which records are to be sent again.</summary>
    public IReadOnlyList<string>? Forgotten { get; init; }
}

/// <summary>A record of an intent.</summary>
/// <param name="Id">See <see cref="ReplayItem.Id"/>.</param>
/// <param name="Topic">Where it goes.</param>
/// <param name="Hash">The hash of its key, value and headers.</param>
/// <param name="Timestamp">Its timestamp in Unix milliseconds; null when the client sets it.</param>
internal sealed record JournalItem(string Id, string Topic, string Hash, long? Timestamp)
{
    public static JournalItem Of(ReplayItem item) => new(item.Id, item.Topic, item.Record.Hash, item.Record.Timestamp);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext;
