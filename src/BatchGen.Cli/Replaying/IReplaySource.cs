using BatchGen.Cli.Records;

namespace BatchGen.Cli.Replaying;

/// <summary>What a replay takes its records from.</summary>
internal interface IReplaySource
{
    /// <summary>Looks through what matches the filter, in order, as it was when the command started; can be done several times.</summary>
    IAsyncEnumerable<ReplayCandidate> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The broker has the record, now or since an earlier replay.</summary>
    Task OnSentAsync(ReplayItem item, CancellationToken cancellationToken);
}

/// <summary>A record that matches: to send, or to leave with a reason.</summary>
/// <param name="Name">Where it is, for people.</param>
/// <param name="Failure">What is known of its failure.</param>
/// <param name="Item">What to send; null when it cannot be replayed.</param>
/// <param name="Problem">Why it cannot be replayed.</param>
internal sealed record ReplayCandidate(string Name, IFailure? Failure, ReplayItem? Item, string? Problem);
