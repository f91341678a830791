using BatchGen.Cli.Records;

namespace BatchGen.Cli.Commands.Fallbacks;

/// <summary>Which entries a command is about.</summary>
/// <param name="Filter">By what is known of the failure.</param>
/// <param name="Key">Only the entry of this key; null for all.</param>
internal sealed record EntrySelection(FailureFilter Filter, string? Key)
{
    /// <summary>
    /// The entries that match, in the order in which they were or would have been in their topics: the store knows only the order of its
    /// keys, and records of one message key have to go in theirs.
    /// </summary>
    public async Task<IReadOnlyList<FallbackItem>> ReadAsync(IFallbackArchive archive, CancellationToken cancellationToken)
    {
        List<FallbackItem> items = [];
        string? job = Filter.Jobs.Count == 1 ? Filter.Jobs.Single() : null;
        await foreach (StoredFallback stored in archive.ListAsync(job, cancellationToken).ConfigureAwait(false))
        {
            FallbackItem item = new(stored);
            if ((Key is null || item.Key == Key) && Filter.Matches(item))
            {
                items.Add(item);
            }
        }

        return
        [
            .. items.OrderBy(item => item.Entry?.Topic, StringComparer.Ordinal)
                .ThenBy(item => item.Entry?.Partition)
                .ThenBy(item => item.Entry?.Offset)
                .ThenBy(item => item.Entry?.BatchId?.ToString("D"), StringComparer.Ordinal)
                .ThenBy(item => item.Entry?.Ordinal)
                .ThenBy(item => item.Key, StringComparer.Ordinal),
        ];
    }
}
