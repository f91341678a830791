using System.Text.Json;
using BatchGen.Jobs.Tests.Batch;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Jobs.Tests;

/// <summary>Compensating runs of generated jobs, through the commands that start them. One after the other: commands write to the console.</summary>
public sealed class CompensatingRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("batchgen-jobs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_record_that_cannot_be_loaded_has_its_batch_made_good_once_and_a_failing_refund_triggers_nothing()
    {
        Ledger ledger = new();
        (int code, JsonElement summary) = await RunAsync(ledger, "up", "--json");
        Assert.Equal(0, code);

        BatchContext orders = Assert.Single(ledger.Lines, line => line.What == "orders fetched").Batch;
        Guid batch = BatchIds.ForCompensation("refunds", "orders", orders.BatchId);
        Assert.Equal(
            ["order/1 booked orders -", "order/3 booked orders -", $"refund/1 booked refunds orders/{orders.BatchId}"],
            ledger.Lines.Where(line => line.What.EndsWith("booked", StringComparison.Ordinal))
                .Select(line => $"{line.What} {line.Batch.JobName} {Compensated(line.Batch)}").Order(StringComparer.Ordinal));

        // Every job runs once in 'up'; the refunds once more, for the orders.
        Assert.Equal(
            [(true, "-"), (false, $"orders/{orders.BatchId}")],
            ledger.Lines.Where(line => line.What == "refunds sought").Select(line => (line.Batch.BatchId != batch, Compensated(line.Batch)))
                .OrderByDescending(run => run.Item1));
        Assert.Equal(
            [("orders", orders.BatchId), ("refunds", batch)],
            Jobs(summary).Where(job => job.Batch == orders.BatchId || job.Batch == batch).OrderBy(job => job.Job));
        Assert.Equal(3, Jobs(summary).Count());
    }

    [Fact]
    public async Task A_run_that_fails_is_made_good_before_the_command_ends_with_its_failure()
    {
        Ledger ledger = new() { SourceIsAway = true };
        (int code, JsonElement summary) = await RunAsync(ledger, "up", "orders", "--json");
        Assert.Equal(ExitCodes.DataError, code);
        BatchContext orders = Assert.Single(ledger.Lines, line => line.What == "orders fetched").Batch;
        BatchContext refunds = Assert.Single(ledger.Lines, line => line.What == "refunds sought").Batch;
        Assert.Equal($"orders/{orders.BatchId}", Compensated(refunds));
        Assert.Equal([("orders", orders.BatchId), ("refunds", refunds.BatchId)], Jobs(summary));
    }

    private static string Compensated(BatchContext batch) => batch.CompensatedJob is null ? "-" : $"{batch.CompensatedJob}/{batch.CompensatedBatchId}";

    private static IEnumerable<(string Job, Guid Batch)> Jobs(JsonElement summary) =>
        summary.GetProperty("jobs").EnumerateArray().Select(job => (job.GetProperty("job").GetString()!, job.GetProperty("batch_id").GetGuid()));

    private async Task<(int Code, JsonElement Summary)> RunAsync(Ledger ledger, params string[] arguments)
    {
        TextWriter console = Console.Out;
        using StringWriter output = new();
        Console.SetOut(output);
        try
        {
            int code = await BatchApp.RunAsync(arguments, (builder, services) =>
            {
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Batch:Fallback:Store"] = $"file:{Path.Combine(_folder, "fallback")}",
                    ["Batch:SpoolDirectory"] = Path.Combine(_folder, "spool"),
                    ["Batch:Up:BackoffScale"] = "0",
                });
                services.AddSingleton(ledger).AddBatchJobs().AddEmbeddedKafka();
            }).WaitAsync(TimeSpan.FromMinutes(2));
            return (code, JsonSerializer.Deserialize<JsonElement>(output.ToString()));
        }
        finally
        {
            Console.SetOut(console);
        }
    }
}
