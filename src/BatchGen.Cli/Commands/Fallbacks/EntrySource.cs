using System.Runtime.CompilerServices;
using BatchGen.Cli.Replaying;

namespace BatchGen.Cli.Commands.Fallbacks;

/// <summary>Fallback entries as a replay takes them. Those that the broker has leave the store, unless they are kept.</summary>
internal sealed class EntrySource(IFallbackArchive archive, IReadOnlyList<FallbackItem> items, string? to, bool keep) : IReplaySource
{
    private readonly Dictionary<string, FallbackEntry?> _entries = items.ToDictionary(item => item.Key, item => item.Entry, StringComparer.Ordinal);

    /// <summary>How many entries have left the store.</summary>
    public long Removed { get; private set; }

    public async IAsyncEnumerable<ReplayCandidate> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (FallbackItem item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await CandidateOfAsync(item, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task OnSentAsync(ReplayItem item, CancellationToken cancellationToken)
    {
        if (keep)
        {
            return;
        }

        // The record may have failed again meanwhile, under the same key with other bytes: that entry is not the one that was sent.
        if (await HashOfAsync(item.Id, cancellationToken).ConfigureAwait(false) == item.Record.Hash)
        {
            await archive.RemoveAsync(item.Id, cancellationToken).ConfigureAwait(false);
            Removed++;
        }
    }

    /// <summary>The hash of what the store has now; null when somebody else has removed it.</summary>
    private async Task<string?> HashOfAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return FallbackItem.MessageOf(_entries[key]!, await archive.ReadPayloadAsync(key, cancellationToken).ConfigureAwait(false)).Hash;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private async Task<ReplayCandidate> CandidateOfAsync(FallbackItem item, CancellationToken cancellationToken)
    {
        if (item.Problem is { } problem)
        {
            return new ReplayCandidate(item.Key, item, Item: null, problem);
        }

        try
        {
            ReadOnlyMemory<byte> payload = await archive.ReadPayloadAsync(item.Key, cancellationToken).ConfigureAwait(false);
            return new ReplayCandidate(
                item.Key, item, new ReplayItem(item.Key, item.Key, to ?? item.Entry!.Topic!, FallbackItem.MessageOf(item.Entry!, payload)), Problem: null);
        }
        catch (InvalidDataException exception)
        {
            return new ReplayCandidate(item.Key, item, Item: null, exception.Message);
        }
    }
}
