using BatchGen.Cli.Connection;
using BatchGen.Cli.Output;
using BatchGen.Cli.Replaying;
using BatchGen.Cli.Replaying.Journal;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary><c>dlq replay</c>.</summary>
internal sealed class ReplayLetters(Cluster cluster, LetterSelection selection, string? to, string? journal, ReplayOptions options, bool json)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        LetterReader reader = await LetterReader.OpenAsync(cluster, selection).ConfigureAwait(false);
        JournalPlace place = JournalPlace.OfTopic(journal, cluster.Id, selection.Topic);
        ReplayRun run = new(cluster, new LetterSource(reader, to), place, options, TimeProvider.System, Console.Error.WriteLine);
        ReplayReport report = options.Execute
            ? await run.ExecuteAsync(cancellationToken).ConfigureAwait(false)
            : await run.PlanAsync(cancellationToken).ConfigureAwait(false);
        long? arrived = options.Execute ? await reader.GrowthAsync().ConfigureAwait(false) : null;
        return new ReplayOutput(selection.Topic, cluster.Id, place.Path, options.Execute, report, arrived).Write(json);
    }
}
