using System.Text.Json;
using System.Text.Json.Nodes;
using BatchGen.Cli.Commands.Runs;

namespace BatchGen.Cli.Tests.Runs;

public sealed class BackfillTests : RunTest
{
    [Fact]
    public async Task Past_slots_without_a_run_get_one_with_their_own_time_and_batch()
    {
        JsonObject deployment = Prefect.AddDeployment("swapi-people", "prod", "15 2 * * *");
        Prefect.AddRun(deployment, "2026-08-21T02:15:00Z");
        Guid byHand = BatchIds.ForSlot("swapi-people", "prod", DateTimeOffset.Parse("2026-08-23T02:15:00Z", null));
        Prefect.AddRun(deployment, "2026-09-01T10:00:00Z", batch: byHand.ToString());

        ToolResult dry = await DoneAsync("backfill", "swapi-people", "--env", "prod", "--from", "2026-08-20T02:15:00Z", "--to", "2026-08-24T02:15:00Z", "--dry-run", "--json");
        using JsonDocument plan = JsonDocument.Parse(dry.Output);
        Assert.Equal(
            [
                "2026-08-20T02:15:00+00:00 none", "2026-08-21T02:15:00+00:00 COMPLETED", "2026-08-22T02:15:00+00:00 none", "2026-08-23T02:15:00+00:00 COMPLETED",
                "2026-08-24T02:15:00+00:00 none",
            ],
            plan.RootElement.GetProperty("slots").EnumerateArray().Select(slot => $"{slot.GetProperty("slot").GetString()} {slot.GetProperty("state").GetString() ?? "none"}"));

        // The vector of the flow: swapi-people, prod, 2026-08-22T02:15:00Z.
        Assert.Equal("01a0273f-fca0-7d91-82e8-c51e5af34dcb", plan.RootElement.GetProperty("slots")[2].GetProperty("batch_id").GetString());
        Assert.Equal(2, Prefect.Runs.Count);

        ToolResult done = await DoneAsync("backfill", "swapi-people", "--env", "prod", "--from", "2026-08-20", "--to", "2026-08-24T02:15Z");
        Assert.Contains("5 slots: 3 runs made, the others had one.", done.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["2026-08-20T02:15:00Z", "2026-08-22T02:15:00Z", "2026-08-24T02:15:00Z"],
            Prefect.Runs.Skip(2).Select(run => run["expected_start_time"]!.GetValue<string>()));
        Assert.Contains("0 runs made", (await DoneAsync("backfill", "swapi-people", "--env", "prod", "--from", "2026-08-20", "--to", "2026-08-24T02:15Z", "--dry-run", "--json"))
            .Output.Replace("\"made\": 0", "0 runs made", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(5, Prefect.Runs.Count);
    }

    [Fact]
    public async Task Many_slots_need_yes_and_are_asked_for_in_parts_that_the_server_does_not_cut()
    {
        Prefect.AddDeployment("swapi-people", "local", "0 * * * *");
        string[] line = ["backfill", "swapi-people", "--from", "2026-08-01", "--to", "2026-08-10T09:00Z"];
        ToolResult refused = await RunAsync(line);
        refused.ShouldBe(ExitCodes.Usage);
        Assert.Contains("226 runs would be made; more than 50 need --yes.", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Prefect.Runs);

        await DoneAsync([.. line, "--yes"]);
        Assert.Equal(226, Prefect.Runs.Count);
        Assert.Equal(
            ["2026-08-01T00:00:00+00:00 100 100", "2026-08-05T04:00:00+00:00 100 100", "2026-08-09T08:00:00+00:00 26 26"],
            Prefect.Schedulings.Select(body => $"{body["start_time"]} {body["min_runs"]} {body["max_runs"]}"));
    }

    [Fact]
    public async Task A_schedule_that_is_switched_off_has_no_slots_and_one_of_another_kind_is_not_guessed()
    {
        Prefect.AddDeployment("swapi-people", "local", active: false);
        JsonObject odd = Prefect.AddDeployment("odd", "local");
        odd["schedules"]![0]!["schedule"]!["timezone"] = "Europe/Berlin";
        ToolResult off = await RunAsync("backfill", "swapi-people", "--from", "2026-08-01", "--to", "2026-08-02");
        off.ShouldBe(ExitCodes.DataError);
        Assert.Contains("has no active schedule", off.Error, StringComparison.Ordinal);
        ToolResult other = await RunAsync("backfill", "odd", "--from", "2026-08-01", "--to", "2026-08-02");
        other.ShouldBe(ExitCodes.DataError);
        Assert.Contains("is 0 2 * * * Europe/Berlin. Slots can be told only of plain cron in UTC", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from 2026-08-02 --to 2026-08-01", "--from 2026-08-02 00:00:00Z is after --to 2026-08-01 00:00:00Z.")]
    [InlineData("--from 2026-08-02 --to 2999-01-01", "--to 2999-01-01 00:00:00Z is in the future")]
    [InlineData("--from 2026-08-02T02:00:00+02:00 --to 2026-08-03", "--from '2026-08-02T02:00:00+02:00' is not a time in UTC; write it as 2026-08-22T02:15:00Z")]
    [InlineData("--from yesterday --to 2026-08-03", "--from 'yesterday' is not a time in UTC")]
    [InlineData("--from 2026-08-02", "--to")]
    public async Task Times_that_make_no_stretch_are_refused_before_anything_is_asked(string times, string message)
    {
        ToolResult result = await RunAsync(["backfill", "swapi-people", .. times.Split(' ')]);
        result.ShouldBe(ExitCodes.Usage);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(Prefect.Requests);
    }

    [Fact]
    public void A_slot_that_was_run_by_hand_is_in_no_part()
    {
        DateTimeOffset[] slots = [.. Enumerable.Range(0, 5).Select(day => new DateTimeOffset(2026, 8, 1 + day, 0, 0, 0, TimeSpan.Zero))];
        Assert.Equal(
            ["1 2", "4 5"],
            BackfillSlots.ChunksOf(slots, [slots[0], slots[1], slots[3], slots[4]]).Select(chunk => string.Join(' ', chunk.Select(slot => slot.Day))));
    }
}
