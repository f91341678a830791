namespace BatchGen.Cli.Replaying.Journal;

/// <summary>What a journal's lines add up to. Not for several threads.</summary>
internal sealed class JournalState
{
    private readonly HashSet<(string Id, string Hash)> _sent = [];

    /// <summary>How many records are known to have been sent.</summary>
    public int SentCount => _sent.Count;

    /// <summary>What the last replay left open; there is never more than one chunk under way.</summary>
    public OpenChunk? Open { get; private set; }

    /// <summary>
    /// Whether a record was sent. The hash tells it from another record at the same place: a topic that was deleted and created again
    /// starts over with the same offsets.
    /// </summary>
    public bool IsSent(string id, string hash) => _sent.Contains((id, hash));

    public bool IsOpen(string id) => Open?.Unknown.Contains(id) == true;

    /// <exception cref="InvalidDataException">The line does not follow from those before.</exception>
    public void Apply(JournalLine line)
    {
        switch (line)
        {
            case { Kind: "intent", Items: { } items, Ends: { } ends } when Open is null:
                Open = new OpenChunk(line.At, items, ends, new HashSet<string>(), items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal));
                break;
            case { Kind: "settled", Sent: { } sent } when Open is { } open:
                HashSet<string> ids = [.. sent];
                _sent.UnionWith(open.Items.Where(item => ids.Contains(item.Id)).Select(item => (item.Id, item.Hash)));
                Open = line.Unknown is { Count: > 0 } unknown
                    ? open with { KnownSent = ids.Union(open.KnownSent).ToHashSet(StringComparer.Ordinal), Unknown = unknown.ToHashSet(StringComparer.Ordinal) }
                    : null;
                break;
            case { Kind: "forget", Forgotten: { } forgotten } when Open is null:
                HashSet<string> again = [.. forgotten];
                _sent.RemoveWhere(entry => again.Contains(entry.Id));
                break;
            default:
                throw new InvalidDataException($"'{line.Kind}' is not expected here");
        }
    }
}
