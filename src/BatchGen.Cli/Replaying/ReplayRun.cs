using System.Runtime.CompilerServices;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Replaying.Journal;

namespace BatchGen.Cli.Replaying;

/// <summary>One replay: what the source has and no journal knows of is sent in chunks; see <see cref="ReplayJournal"/> for why it can be resumed.</summary>
internal sealed class ReplayRun(Cluster cluster, IReplaySource source, JournalPlace place, ReplayOptions options, TimeProvider time, Action<string> tell)
{
    /// <summary>The most bytes between two journal entries, unless one record alone has more.</summary>
    private const long MaxChunkBytes = 8 << 20;

    private static readonly TimeSpan TellInterval = TimeSpan.FromSeconds(1);

    private readonly ReplayReport _report = new();
    private long _told;

    /// <summary>Tells what would be done, and changes nothing.</summary>
    public async Task<ReplayReport> PlanAsync(CancellationToken cancellationToken)
    {
        JournalState state = place.Read();
        using ChunkSender sender = new(cluster);
        await foreach (ReplayItem item in UnsentAsync(state, forgetful: options.Again, cancellationToken).ConfigureAwait(false))
        {
            await sender.EndsAsync([item]).ConfigureAwait(false);
            if (state.IsOpen(item.Id))
            {
                _report.ToLookUp++;
            }

            _report.CountSent(item);
        }

        return _report;
    }

    /// <summary>Does it. When it is cancelled, what is in flight is finished and written down, and the report says so.</summary>
    public async Task<ReplayReport> ExecuteAsync(CancellationToken cancellationToken)
    {
        using ReplayJournal journal = ReplayJournal.Open(place.Path, place.Scope, time);
        if (journal.IsNew)
        {
            tell($"New journal {place.Path}: what was replayed with another one is not known here");
        }

        try
        {
            await RecoverAsync(journal, cancellationToken).ConfigureAwait(false);
            if (options.Again)
            {
                await ForgetAsync(journal, cancellationToken).ConfigureAwait(false);
            }

            _told = time.GetTimestamp();
            await SendAllAsync(journal, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _report.IsInterrupted = true;
        }

        return _report;
    }

    private async Task RecoverAsync(ReplayJournal journal, CancellationToken cancellationToken)
    {
        if (journal.State.Open is not { } open)
        {
            return;
        }

        tell($"An earlier replay was interrupted with {open.Unknown.Count:N0} records in hand; looking up which of them have been sent");
        IReadOnlyList<string> sent = await new ReplayRecovery(cluster, time, options.Settle).FindSentAsync(open, cancellationToken).ConfigureAwait(false);
        journal.Settle(sent, unknown: []);
        _report.Recovered = sent.Count;
        tell($"{sent.Count:N0} of them have been sent, {open.Unknown.Count - sent.Count:N0} have not");
    }

    /// <summary>
    /// Before anything is sent, and for all at once: were it done chunk by chunk, nobody could tell after an interruption which of them have
    /// been sent again and which only before.
    /// </summary>
    private async Task ForgetAsync(ReplayJournal journal, CancellationToken cancellationToken)
    {
        List<string> again = [];
        int taken = 0;
        await foreach (ReplayCandidate candidate in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (candidate.Item is not { } item)
            {
                continue;
            }

            if (taken++ == options.Limit)
            {
                break;
            }

            if (journal.State.IsSent(item.Id, item.Record.Hash))
            {
                again.Add(item.Id);
            }
        }

        if (again.Count > 0)
        {
            journal.Forget(again);
            tell($"{again.Count:N0} records are sent again; should this be interrupted, continue without --again");
        }
    }

    private async Task SendAllAsync(ReplayJournal journal, CancellationToken cancellationToken)
    {
        using ChunkSender sender = new(cluster);
        List<ReplayItem> chunk = [];
        long bytes = 0;
        await foreach (ReplayItem item in UnsentAsync(journal.State, forgetful: false, cancellationToken).ConfigureAwait(false))
        {
            if (chunk.Count == options.ChunkSize || (chunk.Count > 0 && bytes + item.Record.Size > MaxChunkBytes))
            {
                if (!await SendAsync(journal, sender, chunk, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                (chunk, bytes) = ([], 0);
            }

            chunk.Add(item);
            bytes += item.Record.Size;
        }

        if (chunk.Count > 0)
        {
            await SendAsync(journal, sender, chunk, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Whether it makes sense to go on.</returns>
    private async Task<bool> SendAsync(ReplayJournal journal, ChunkSender sender, List<ReplayItem> chunk, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, long[]> ends = await sender.EndsAsync(chunk).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        journal.Intend(chunk, ends);
        ChunkOutcome outcome = await sender.SendAsync(chunk).ConfigureAwait(false);
        journal.Settle([.. outcome.Sent.Select(item => item.Id)], [.. outcome.Unknown.Select(item => item.Id)]);
        foreach (ReplayItem item in outcome.Sent)
        {
            _report.CountSent(item);
            await source.OnSentAsync(item, CancellationToken.None).ConfigureAwait(false);
        }

        foreach (SendFailure failure in outcome.Failures)
        {
            _report.CountFailed(failure);
        }

        if (time.GetElapsedTime(_told) >= TellInterval)
        {
            _told = time.GetTimestamp();
            tell($"{_report.Sent:N0} sent");
        }

        return outcome.Failures.All(failure => failure.IsPermanent) && outcome.Unknown.Count == 0;
    }

    private async IAsyncEnumerable<ReplayItem> UnsentAsync(
        JournalState state, bool forgetful, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long taken = 0;
        await foreach (ReplayCandidate candidate in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (taken == options.Limit)
            {
                yield break;
            }

            if (candidate.Item is not { } item)
            {
                _report.CountSkipped(candidate.Name, candidate.Problem!);
            }
            else if (!forgetful && state.IsSent(item.Id, item.Record.Hash))
            {
                _report.SentBefore++;
                await OnSentBeforeAsync(item, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                taken++;
                yield return options.NewTimestamps ? item with { Record = item.Record.WithoutTimestamp() } : item;
            }
        }
    }

    private Task OnSentBeforeAsync(ReplayItem item, CancellationToken cancellationToken) =>
        options.Execute ? source.OnSentAsync(item, cancellationToken) : Task.CompletedTask;
}
