using System.Text.Json;
using BatchGen.Fallbacks;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Hosting.Reports;

/// <summary>Collects what a command has done, and writes it as a table or as JSON.</summary>
internal sealed class SummaryBuilder(string command, string bootstrapServers, bool isEmbedded, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly List<JobSummary> _jobs = [];
    private readonly List<ConsumerSummary> _consumers = [];
    private readonly List<JobDescriptor> _withFallback = [];
    private int _exitCode = ExitCodes.Done;

    public void Add(JobDescriptor job, Guid batchId, RunOutcome outcome)
    {
        StageResult? publish = outcome.Stages.FirstOrDefault(stage => stage.TaskName == "publish");
        _jobs.Add(new JobSummary(
            job.Name,
            batchId,
            outcome.Failure is not null ? "failed" : outcome.IsComplete ? "completed" : "partial",
            outcome.Stages,
            outcome.Published is { } published ? LatencySummary.Of(published.AckLatency) : null,
            publish is { ElapsedSeconds: > 0 } ? Math.Round(publish.RecordsProcessed / publish.ElapsedSeconds, 1) : 0,
            outcome.Failure?.Message));
        if (!outcome.IsComplete)
        {
            Worsen(outcome.Failure is { } failure ? ExitCodes.Of(failure) : ExitCodes.TemporaryFailure);
            _withFallback.Add(job);
        }
    }

    public void Add(JobDescriptor job, LoadConsumer consumer)
    {
        ConsumerStatistics statistics = consumer.Statistics;
        double seconds = statistics.BusyTime(time).TotalSeconds;
        _consumers.Add(new ConsumerSummary(
            job.Name,
            consumer.Stage.Topic!,
            consumer.Stage.Group!,
            statistics.Processed,
            statistics.Skipped,
            statistics.Retried,
            statistics.DeadLettered,
            statistics.FellBack,
            LatencySummary.Of(statistics.AckLatency),
            seconds > 0 ? Math.Round(statistics.Done / seconds, 1) : 0));
        if (statistics.FellBack > 0)
        {
            Worsen(ExitCodes.TemporaryFailure);
            _withFallback.Add(job);
        }
    }

    /// <returns>The exit code.</returns>
    public int Write(IServiceProvider services, bool json)
    {
        FallbackStores stores = services.GetRequiredService<FallbackStores>();
        RunSummary summary = new(
            command,
            new BrokerSummary(bootstrapServers, isEmbedded),
            _jobs,
            _consumers,
            [
                .. services.GetServices<IResultLocation>().Select(result => new ResultSummary(result.Name, result.Location)),
                .. _withFallback.DistinctBy(job => job.Name).Select(job => new ResultSummary($"fallback of {job.Name}", stores.Open(job).Location)),
            ],
            Math.Round(time.GetElapsedTime(_started).TotalSeconds, 3),
            _exitCode);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(summary, ReportJson.Default.RunSummary));
        }
        else
        {
            SummaryTable.Write(summary);
        }

        return _exitCode;
    }

    private void Worsen(int code) => _exitCode = _exitCode == ExitCodes.Done ? code : _exitCode;
}
