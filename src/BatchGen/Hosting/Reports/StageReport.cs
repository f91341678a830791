using System.Text.Json;
using BatchGen.Runtime;

namespace BatchGen.Hosting.Reports;

/// <summary>The result of one stage, for people or as JSON.</summary>
internal static class StageReport
{
    public static void Write(StageResult result, bool json) =>
        Console.Out.WriteLine(
            json
                ? JsonSerializer.Serialize(result, ReportJson.Default.StageResult)
                : $"{result.Job} {result.TaskName} of batch {result.BatchId}: {result.RecordsProcessed} records processed, {result.RecordsFiltered} filtered");
}
