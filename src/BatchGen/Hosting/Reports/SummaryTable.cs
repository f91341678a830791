using System.Globalization;
using BatchGen.Runtime;
using Spectre.Console;

namespace BatchGen.Hosting.Reports;

/// <summary>A summary for people.</summary>
internal static class SummaryTable
{
    public static void Write(RunSummary summary)
    {
        IAnsiConsole console = ReportConsole.Create();
        foreach (JobSummary job in summary.Jobs)
        {
            Table stages = NewTable("stage", "read", "processed", "filtered", "retried", "in fallback", "attempts", "seconds", "records/s");
            stages.Title($"{job.Job}  batch {job.BatchId}  {job.Outcome}");
            foreach (StageResult stage in job.Stages)
            {
                stages.AddRow(
                    stage.TaskName, Number(stage.RecordsRead), Number(stage.RecordsProcessed), Number(stage.RecordsFiltered), Number(stage.RecordsRetried),
                    Number(stage.RecordsInFallback), Number(stage.Attempts), Seconds(stage.ElapsedSeconds),
                    stage.ElapsedSeconds > 0 ? Rate(stage.RecordsProcessed / stage.ElapsedSeconds) : "");
            }

            console.Write(stages);
            if (job.PublishAckLatency is { } latency)
            {
                console.WriteLine($"publish ack latency  {Quantiles(latency)}");
            }

            if (job.Error is not null)
            {
                console.WriteLine($"failed: {job.Error}");
            }

            console.WriteLine();
        }

        foreach (ConsumerSummary consumer in summary.Consumers)
        {
            Table table = NewTable("load", "processed", "skipped", "retried", "dead-lettered", "in fallback", "records/s");
            table.Title($"{consumer.Job}  group {consumer.Group}");
            table.AddRow(
                consumer.Topic, Number(consumer.Processed), Number(consumer.Skipped), Number(consumer.Retried), Number(consumer.DeadLettered),
                Number(consumer.InFallback), Rate(consumer.RecordsPerSecond));
            console.Write(table);
            if (consumer.AckLatency is { } latency)
            {
                console.WriteLine($"consumer ack latency  {Quantiles(latency)}");
            }

            console.WriteLine();
        }

        foreach (ResultSummary result in summary.Results)
        {
            console.WriteLine($"{result.Name}: {result.Location}");
        }

        console.WriteLine(
            $"{summary.Command} took {Seconds(summary.ElapsedSeconds)} s on {(summary.Broker.IsEmbedded ? "the embedded broker" : summary.Broker.BootstrapServers)}");
    }

    private static Table NewTable(string first, params string[] numbers)
    {
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumn(first);
        foreach (string number in numbers)
        {
            table.AddColumn(new TableColumn(number).RightAligned());
        }

        return table;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Rate(double rate) => rate.ToString("N0", CultureInfo.InvariantCulture);

    private static string Quantiles(LatencySummary latency) =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {latency.P50:0.0} ms, p95 {latency.P95:0.0} ms, p99 {latency.P99:0.0} ms");
}
