using System.Globalization;
using BatchGen.Analyzers.Model;
using BatchGen.Cli.Commands.Fallbacks;
using BatchGen.Cli.Output;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>
/// Standard 5.3, 5: the job's own executable extracts and transforms, cannot publish because its broker is not there, and its fallback puts
/// the batch into a store, from which it can be read back (3.3). What the flow does when the retries are used up, without waiting for them.
/// </summary>
internal sealed class FallbackPoint(ReleaseSubject subject, TimeSpan timeout, Action<string> say) : IReleasePoint
{
    /// <summary>A port on which nobody listens.</summary>
    private const string NoBroker = "127.0.0.1:1";

    private const string Cause = "batchgen release: no broker, on purpose";

    public int Number => 5;

    public string Name => "fallback";

    public string Title => "Fallback path exercised";

    public async Task<PointFinding> CheckAsync(CancellationToken cancellationToken)
    {
        if (!subject.Job.IsRun)
        {
            return PointFinding.Skipped("the job is started by its topic: make its consumer fail once by hand, see docs/fallback.md");
        }

        if (JobProcess.ProblemOf(subject.Project.AssemblyPath) is { } problem)
        {
            return PointFinding.Failed(problem);
        }

        using ReleaseFolder folder = new();
        Guid batch = Guid.CreateVersion7();
        JobProcess process = new(subject.Project.AssemblyPath, folder.Location, folder.EnvironmentOf(NoBroker));
        string[] common = ["--batch-id", batch.ToString(), "--batch-dir", Path.Combine(folder.Location, "batch")];
        List<string> evidence = [];
        foreach (StageKind stage in (StageKind[])[StageKind.Extract, StageKind.Transform])
        {
            if (await AttemptsAsync(stage).ConfigureAwait(false) is { Code: not 0 } ended)
            {
                return PointFinding.Failed($"{NameOf(stage)} did not come through, so the fallback could not be reached: {ended.End}", [.. evidence, .. ended.LastLines]);
            }
        }

        if (subject.Publishes.FirstOrDefault() is { TimeoutSeconds: { } seconds })
        {
            say($"   publish to a broker that is not there: takes up to {seconds} s");
        }

        JobProcessResult published = await StageAsync("publish", []).ConfigureAwait(false);
        if (published.Code is ExitCodes.Done or ExitCodes.Usage or null)
        {
            return PointFinding.Failed($"publish was to fail at a broker that is not there: {published.End}", [.. evidence, .. published.LastLines]);
        }

        JobProcessResult fallback = await StageAsync("fallback", ["--failed-stage", "publish", "--reason", Cause]).ConfigureAwait(false);
        return fallback.Code != 0
            ? PointFinding.Failed($"the fallback did not come through: {fallback.End}", [.. evidence, .. fallback.LastLines])
            : await ReadBackAsync(folder, batch, evidence, cancellationToken).ConfigureAwait(false);

        // A source that fails now and then is not what is looked at here: as many attempts as the job allows, without the waits between them.
        async Task<JobProcessResult> AttemptsAsync(StageKind stage)
        {
            int attempts = subject.Job.Spec.StagesOf(stage).FirstOrDefault()?.Attempts ?? 1;
            JobProcessResult result = await StageAsync(NameOf(stage), []).ConfigureAwait(false);
            for (int attempt = 2; attempt <= attempts && result.Code == ExitCodes.TemporaryFailure; attempt++)
            {
                result = await StageAsync(NameOf(stage), ["--attempt", attempt.ToString(CultureInfo.InvariantCulture)]).ConfigureAwait(false);
            }

            return result;
        }

        async Task<JobProcessResult> StageAsync(string stage, string[] more)
        {
            JobProcessResult result = await process.RunAsync(["stage", subject.Job.Name, stage, .. common, .. more], timeout, cancellationToken).ConfigureAwait(false);
            evidence.Add($"`stage {subject.Job.Name} {stage}` without a broker: {result.End}");
            return result;
        }
    }

    private static string NameOf(StageKind stage) => stage.ToString().ToLowerInvariant();

    private async Task<PointFinding> ReadBackAsync(ReleaseFolder folder, Guid batch, List<string> evidence, CancellationToken cancellationToken)
    {
        IFallbackArchive archive = FallbackStoreOpener.Open(folder.Store, new ConfigurationBuilder().Build());
        int entries = 0;
        long bytes = 0;
        await foreach (StoredFallback stored in archive.ListAsync(subject.Job.Name, cancellationToken).ConfigureAwait(false))
        {
            if (stored.Entry is not { } entry || entry.BatchId != batch)
            {
                return PointFinding.Failed($"the entry '{stored.Key}' cannot be read back: {stored.Problem ?? "it is of another batch"}", evidence);
            }

            bytes += (await archive.ReadPayloadAsync(stored.Key, cancellationToken).ConfigureAwait(false)).Length;
            if (entries++ == 0)
            {
                evidence.Add($"first entry: stage {entry.Stage}, {entry.FailureKind}, \"{PlainText.Line(entry.Message, 200)}\"");
            }
        }

        string count = PlainText.Count(entries, "entry", "entries");
        evidence.Add($"store: {count}, {PlainText.Bytes(bytes)}, each read back");
        return entries == 0
            ? PointFinding.Failed("the fallback ended well, but nothing is in the store", evidence)
            : PointFinding.Passed($"{count} of batch {batch} in the store, read back", evidence);
    }
}
