using BatchGen.Analyzers.Model;
using BatchGen.Cli.Commands.Runs;
using BatchGen.Cli.Output;
using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>
/// Standard 5.3, 2: a run's structured log lines are in Prefect, with <c>batch_id</c>, <c>task_name</c> and <c>records_processed</c> (3.1), and
/// the job's metrics are in Prometheus, from which Grafana shows them.
/// </summary>
/// <param name="subject">The job.</param>
/// <param name="connect">The server.</param>
/// <param name="prometheus">Where Prometheus is; null: nobody said.</param>
/// <param name="trigger">Whether to make a run, instead of taking the last that completed.</param>
/// <param name="timeout">How long a run that was made may take.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Takes the progress.</param>
internal sealed class TelemetryPoint(
    ReleaseSubject subject, Func<PrefectClient> connect, Uri? prometheus, bool trigger, TimeSpan timeout, TimeProvider time, Action<string> say) : IReleasePoint
{
    private const int MaxLines = 20_000;
    private const int RunsToLookAt = 20;

    /// <summary>How far back a metric counts.</summary>
    private static readonly TimeSpan MetricWindow = TimeSpan.FromDays(1);

    private static readonly StageKind[] Tasks = [StageKind.Extract, StageKind.Transform, StageKind.Publish];

    public int Number => 2;

    public string Name => "telemetry";

    public string Title => "Tasks emit metrics and logs";

    public async Task<PointFinding> CheckAsync(CancellationToken cancellationToken)
    {
        List<string> evidence = [];
        if (subject.Job.IsRun && await LogProblemAsync(evidence, cancellationToken).ConfigureAwait(false) is { } logs)
        {
            return PointFinding.Failed(logs, evidence);
        }

        if (prometheus is null)
        {
            return PointFinding.Skipped("whether metrics arrive was not looked at: name Prometheus with --prometheus URL", evidence);
        }

        return await MetricProblemAsync(prometheus, evidence, cancellationToken).ConfigureAwait(false) is { } metrics
            ? PointFinding.Failed(metrics, evidence)
            : PointFinding.Passed(subject.Job.IsRun ? "log lines and metrics of a run have arrived" : "the consumer's metrics have arrived", evidence);
    }

    private async Task<string?> LogProblemAsync(List<string> evidence, CancellationToken cancellationToken)
    {
        PrefectClient client = connect();
        Deployment deployment = await DeploymentFinder.FindAsync(client, subject.Deployment, cancellationToken).ConfigureAwait(false);
        if (await RunAsync(client, deployment, cancellationToken).ConfigureAwait(false) is not { } run)
        {
            return $"none of the last {RunsToLookAt} runs of {deployment.Name} completed: --trigger makes one";
        }

        evidence.Add($"run `{run.Id}` ({PlainText.Line(run.Name, 60)}) of {PlainText.Time(run.ExpectedStartTime)}: {PlainText.Line(run.StateText, 40)}");
        if (!run.IsCompleted)
        {
            return $"the run {run.Id} is {PlainText.Line(run.StateText, 40)}, not Completed: {PlainText.Line(run.State?.Message, 200)}";
        }

        if (RunBatch.Of(run, subject.Deployment) is not { } batch)
        {
            return $"the run {run.Id} tells no batch";
        }

        IReadOnlyList<LogEntry> lines = await client.LogsAsync(run.Id, MaxLines, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, long> tasks = RunLogs.TasksOf(lines, batch);
        evidence.AddRange(tasks.Select(task => $"log: `batch_id` {batch}, `task_name` {PlainText.Line(task.Key, 60)}, `records_processed` {task.Value}"));
        string[] missing = [.. Tasks.Where(kind => subject.Job.Spec.StagesOf(kind).Any()).Select(kind => kind.ToString().ToLowerInvariant()).Where(task => !tasks.ContainsKey(task))];
        return missing.Length == 0
            ? null
            : $"{PlainText.Count(lines.Count, "log line", "log lines")} of the run, but no structured one (JSON with batch_id {batch}, task_name and records_processed) of: {string.Join(", ", missing)}";
    }

    private async Task<FlowRun?> RunAsync(PrefectClient client, Deployment deployment, CancellationToken cancellationToken)
    {
        if (!trigger)
        {
            return (await client.LastRunsAsync(deployment.Id, time.GetUtcNow(), RunsToLookAt, cancellationToken).ConfigureAwait(false)).FirstOrDefault(static run => run.IsCompleted);
        }

        (FlowRun made, _) = await client.CreateRunAsync(
            deployment.Id, new RunCreation(null, ["release"], $"batchgen {deployment.Name} release {Guid.NewGuid()}"), cancellationToken).ConfigureAwait(false);
        say($"   run {made.Id} was made; waiting for its end");
        (FlowRun ended, _) = await new RunWatch(client, time, line => say($"   {line}")).EndAsync(made.Id, timeout, cancellationToken).ConfigureAwait(false);
        return ended;
    }

    private async Task<string?> MetricProblemAsync(Uri address, List<string> evidence, CancellationToken cancellationToken)
    {
        using PrometheusClient client = new(address);
        IReadOnlyList<string> names;
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            names = await client.MetricsOfAsync(subject.Job.Name, now - MetricWindow, now, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return $"Prometheus at {address} does not answer: {exception.Message}";
        }

        evidence.Add($"Prometheus at {address}: {(names.Count == 0 ? "no metric" : string.Join(", ", names.Select(static name => $"`{name}`")))}");

        // Standard 3.1: processed count and acknowledgement latency; dead letters are an outcome of the count.
        List<string> wanted = [];
        if (subject.Job.IsRun)
        {
            wanted.Add("batchgen_stage_records");
        }

        if (subject.Loads.Any())
        {
            wanted.AddRange(["batchgen_consumer_records", "batchgen_consumer_ack_latency"]);
        }

        string[] missing = [.. wanted.Where(name => !names.Any(found => found.StartsWith(name, StringComparison.Ordinal)))];
        return missing.Length == 0 ? null : $"Prometheus has had no {string.Join(", ", missing)} of the job {subject.Job.Name} for a day: see docs/observability.md on how metrics get there";
    }
}
