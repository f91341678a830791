using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BatchGen.Cli.Tests.Runs;

public sealed class StatusTests : RunTest
{
    private static readonly DateTime Today = DateTime.UtcNow.Date;

    [Fact]
    public async Task A_slot_without_a_run_is_told_with_its_batch_and_the_command_that_makes_it()
    {
        JsonObject deployment = Prefect.AddDeployment("swapi-people", "prod", "0 0 * * *", created: Slot(-10));
        Prefect.AddRun(deployment, Slot(-4));
        Prefect.AddRun(deployment, Slot(-3), "FAILED Failed", message: "publish: [bold] no broker");
        Prefect.AddRun(deployment, Slot(-1));
        Prefect.AddRun(deployment, Slot(1), "SCHEDULED Scheduled");

        ToolResult table = await DoneAsync("status", "swapi-people", "--last", "3");
        Assert.Contains("swapi-people-prod: ready (pool batch-local)", table.Output, StringComparison.Ordinal);
        Assert.Contains("publish: [bold] no broker", table.Output, StringComparison.Ordinal);
        Assert.Contains($"batchgen backfill swapi-people --env prod --from {Slot(-2)} --to ", table.Output, StringComparison.Ordinal);

        ToolResult checkedResult = await RunAsync("status", "swapi-people", "--last", "3", "--check", "--json");
        checkedResult.ShouldBe(ToolExitCodes.Findings);
        using JsonDocument json = JsonDocument.Parse(checkedResult.Output);
        JsonElement status = Assert.Single(json.RootElement.EnumerateArray());
        Guid expected = BatchIds.ForSlot("swapi-people", "prod", new DateTimeOffset(Today.AddDays(-2), TimeSpan.Zero));
        Assert.Equal(expected, status.GetProperty("missing_slots")[0].GetProperty("batch_id").GetGuid());
        Assert.Equal(Slot(1), status.GetProperty("next_slots")[0].GetDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Assert.Equal(["COMPLETED", "FAILED", "COMPLETED"], status.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("state").GetString()));
        Assert.Equal(
            BatchIds.ForSlot("swapi-people", "prod", new DateTimeOffset(Today.AddDays(-1), TimeSpan.Zero)), status.GetProperty("runs")[0].GetProperty("batch_id").GetGuid());
    }

    [Fact]
    public async Task No_slot_is_missing_where_none_was_expected()
    {
        JsonObject paused = Prefect.AddDeployment("paused", "prod", "0 * * * *", created: Slot(-10));
        paused["paused"] = true;
        Prefect.AddDeployment("young", "prod", "0 0 1 1 *", created: Slot(-1));
        Prefect.AddDeployment("by-hand", "prod", cron: null, created: Slot(-10));
        using JsonDocument json = JsonDocument.Parse((await DoneAsync("status", "--check", "--json")).Output);
        Assert.Equal(["by-hand", "paused", "young"], json.RootElement.EnumerateArray().Select(status => status.GetProperty("job").GetString()).Order());
        Assert.All(json.RootElement.EnumerateArray(), status => Assert.Equal(0, status.GetProperty("missing_slots").GetArrayLength()));
    }

    [Fact]
    public async Task A_run_that_was_given_its_batch_stands_for_the_batchs_slot()
    {
        JsonObject deployment = Prefect.AddDeployment("swapi-people", "prod", "0 0 * * *", created: Slot(-2));
        Prefect.AddRun(deployment, Slot(-1));
        Prefect.AddRun(deployment, Slot(0).Replace("00:00:00", "00:00:01", StringComparison.Ordinal), batch: BatchIds.ForSlot("swapi-people", "prod", new(Today.AddDays(-2), TimeSpan.Zero)).ToString());
        using JsonDocument json = JsonDocument.Parse((await DoneAsync("status", "--json")).Output);
        Assert.DoesNotContain(
            json.RootElement[0].GetProperty("missing_slots").EnumerateArray(), slot => slot.GetProperty("slot").GetDateTimeOffset() < Today.AddDays(-1));
    }

    [Fact]
    public async Task An_unknown_job_and_a_server_that_is_away_have_their_exit_codes()
    {
        (await RunAsync("status", "nobody")).ShouldBe(ExitCodes.NoInput);
        Prefect.Dispose();
        ToolResult away = await RunAsync("status");
        away.ShouldBe(ExitCodes.TemporaryFailure);
        Assert.Contains("cannot be reached", away.Error, StringComparison.Ordinal);
    }

    private static string Slot(int day) => Today.AddDays(day).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
