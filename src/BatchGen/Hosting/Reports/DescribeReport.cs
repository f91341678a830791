using System.Globalization;
using System.Text.Json;
using BatchGen.Runtime;
using Spectre.Console;

namespace BatchGen.Hosting.Reports;

/// <summary>What jobs declare, for people or as JSON.</summary>
internal static class DescribeReport
{
    public static void Write(IReadOnlyList<JobDescriptor> jobs, bool json)
    {
        IReadOnlyList<JobDescription> descriptions = [.. jobs.Select(JobDescription.Of)];
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(descriptions, ReportJson.Default.IReadOnlyListJobDescription));
            return;
        }

        IAnsiConsole console = ReportConsole.Create();
        foreach (JobDescription job in descriptions)
        {
            console.WriteLine($"{job.Job}  {job.Type}");
            console.WriteLine($"  runs: {job.Schedule}; concurrency {job.Concurrency}; owner {job.Owner ?? "not stated"}");
            console.WriteLine($"  fallback: {job.FallbackStore}; notifies {string.Join(", ", job.Notify)}{(job.Compensate is null ? "" : $"; compensated by {job.Compensate}")}");
            Table table = new() { Border = TableBorder.Rounded };
            table.AddColumns("stage", "method", "attempts", "backoff", "timeout", "topic", "group", "dead letters", "side by side");
            foreach (StageDescription stage in job.Stages)
            {
                table.AddRow(
                    stage.Stage,
                    Markup.Escape(stage.Method),
                    Text(stage.Attempts),
                    $"{Text(stage.BackoffSeconds)}-{Text(stage.MaxBackoffSeconds)} s",
                    $"{Text(stage.TimeoutSeconds)} s",
                    stage.Topic ?? "",
                    stage.Group ?? "",
                    stage.DeadLetterTopic ?? "",
                    stage.MaxConcurrency is { } concurrency ? $"{Text(concurrency)} by {stage.Ordering!.ToLowerInvariant()}" : "");
            }

            console.Write(table);
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
