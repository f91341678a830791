using BatchGen.Cli.Connection;
using BatchGen.Cli.Output;
using BatchGen.Cli.Replaying;
using BatchGen.Cli.Replaying.Journal;

namespace BatchGen.Cli.Commands.Fallbacks;

/// <summary><c>fallback replay</c>.</summary>
internal sealed class ReplayEntries(
    Cluster cluster, IFallbackArchive archive, EntrySelection selection, string? to, bool keep, string? journal, ReplayOptions options, bool json)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<FallbackItem> items = await selection.ReadAsync(archive, cancellationToken).ConfigureAwait(false);
        JournalPlace place = JournalPlace.OfStore(journal, cluster.Id, archive.Location);
        EntrySource source = new(archive, items, to, keep);
        ReplayRun run = new(cluster, source, place, options, TimeProvider.System, Console.Error.WriteLine);
        ReplayReport report = options.Execute
            ? await run.ExecuteAsync(cancellationToken).ConfigureAwait(false)
            : await run.PlanAsync(cancellationToken).ConfigureAwait(false);
        if (source.Removed > 0)
        {
            await Console.Error.WriteLineAsync($"{PlainText.Count(source.Removed, "entry was", "entries were")} sent and removed from the store").ConfigureAwait(false);
        }

        return new ReplayOutput(archive.Location, cluster.Id, place.Path, options.Execute, report, ArrivedMeanwhile: null).Write(json);
    }
}
