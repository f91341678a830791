using System.Text.Json;
using BatchGen.Analyzers.Model;
using BatchGen.Hosting.Reports;

namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>
/// Standard 5.3, 4: the job's own executable runs the job on an embedded broker, and its consumer has loaded everything that was published,
/// with nothing dead-lettered.
/// </summary>
internal sealed class SampleDataPoint(ReleaseSubject subject, TimeSpan timeout) : IReleasePoint
{
    public int Number => 4;

    public string Name => "sample";

    public string Title => "Consumer processed sample data end to end";

    public async Task<PointFinding> CheckAsync(CancellationToken cancellationToken)
    {
        if (JobProcess.ProblemOf(subject.Project.AssemblyPath) is { } problem)
        {
            return PointFinding.Failed(problem);
        }

        string[] jobs = [.. subject.Chain.Select(static job => job.Name)];
        using ReleaseFolder folder = new();
        JobProcessResult result = await new JobProcess(subject.Project.AssemblyPath, folder.Location, folder.EnvironmentOf(""))
            .RunAsync(["up", .. jobs, "--json"], timeout, cancellationToken).ConfigureAwait(false);
        List<string> evidence = [$"`dotnet {Path.GetFileName(subject.Project.AssemblyPath)} up {string.Join(' ', jobs)} --json` on an embedded broker: {result.End}"];
        if (SummaryOf(result.Output) is not { } summary)
        {
            return PointFinding.Failed($"'up' does not tell what it did: {result.End}", [.. evidence, .. result.LastLines]);
        }

        evidence.AddRange(summary.Jobs.SelectMany(static job => job.Stages.Select(stage => $"{job.Job} {stage.TaskName}: {stage.Outcome}, {stage.RecordsProcessed:N0} records")));
        evidence.AddRange(summary.Consumers.Select(static load =>
            $"{load.Job} load of `{load.Topic}` as `{load.Group}`: {load.Processed:N0} loaded, {load.Skipped:N0} skipped, {load.DeadLettered:N0} dead-lettered, {load.InFallback:N0} in the fallback store"));
        return result.Code != 0
            ? PointFinding.Failed($"'up' did not come through: {result.End}", [.. evidence, .. result.LastLines])
            : Judge(summary, evidence);
    }

    private PointFinding Judge(RunSummary summary, List<string> evidence)
    {
        long published = 0;
        foreach (string topic in subject.Topics)
        {
            long sent = summary.Jobs.Where(job => Publishes(job.Job, topic)).SelectMany(static job => job.Stages)
                .Where(static stage => stage.TaskName == "publish").Sum(static stage => stage.RecordsProcessed);
            if (sent == 0)
            {
                return PointFinding.Skipped($"no record was published to '{topic}': this executable has no job that publishes to it, or its source is empty", evidence);
            }

            ConsumerSummary[] consumers = [.. summary.Consumers.Where(load => load.Topic == topic)];
            if (consumers.Length == 0)
            {
                return PointFinding.Skipped($"this executable has no consumer of '{topic}': release the job that loads it", evidence);
            }

            if (consumers.Select(load => ProblemOf(load, sent)).OfType<string>().FirstOrDefault() is { } problem)
            {
                return PointFinding.Failed(problem, evidence);
            }

            published += sent;
        }

        return PointFinding.Passed($"{published:N0} records published and loaded, none dead-lettered", evidence);
    }

    private static string? ProblemOf(ConsumerSummary load, long sent) =>
        load.DeadLettered > 0 || load.InFallback > 0
            ? $"of '{load.Topic}', {load.DeadLettered:N0} records are dead letters and {load.InFallback:N0} in the fallback store"
        : load.Processed + load.Skipped < sent
            ? $"{sent:N0} records were published to '{load.Topic}', but '{load.Group}' has loaded {load.Processed + load.Skipped:N0}"
            : null;

    private bool Publishes(string job, string topic) =>
        subject.Project.Jobs.Any(other => other.Name == job && other.Spec.StagesOf(StageKind.Publish).Any(stage => stage.Topic == topic));

    private static RunSummary? SummaryOf(string output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, ReportJson.Default.RunSummary);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
