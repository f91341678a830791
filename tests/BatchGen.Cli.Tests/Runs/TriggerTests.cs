using System.Text.Json;
using System.Text.Json.Nodes;

namespace BatchGen.Cli.Tests.Runs;

public sealed class TriggerTests : RunTest
{
    private const string Batch = "01a0273f-fca0-7d91-82e8-c51e5af34dcb";

    [Fact]
    public async Task The_same_batch_makes_one_run_and_again_another_once_it_has_ended()
    {
        Prefect.AddDeployment("swapi-people", "prod");
        using JsonDocument first = JsonDocument.Parse((await DoneAsync(
            "run", "swapi-people", "--env", "prod", "--batch-id", Batch, "--tag", "replay", "--json")).Output);
        JsonObject run = Assert.Single(Prefect.Runs);
        Assert.Equal($$"""{"env":"prod","batch_id":"{{Batch}}"}""", run["parameters"]!.ToJsonString());
        Assert.Equal("""["replay"]""", run["tags"]!.ToJsonString());
        Assert.Equal(
            (run["id"]!.GetValue<string>(), Batch, true, "SCHEDULED"),
            (first.RootElement.GetProperty("run_id").GetString(), first.RootElement.GetProperty("batch_id").GetString(), first.RootElement.GetProperty("is_new").GetBoolean(),
                first.RootElement.GetProperty("state").GetString()));

        Assert.Contains("there already", (await DoneAsync("run", "swapi-people", "--env", "prod", "--batch-id", Batch)).Error, StringComparison.Ordinal);
        await DoneAsync("run", "swapi-people", "--env", "prod", "--batch-id", Batch, "--again");
        Assert.Single(Prefect.Runs);
        run["state_type"] = "FAILED";
        Assert.Contains("--again makes another run", (await DoneAsync("run", "swapi-people", "--env", "prod", "--batch-id", Batch)).Output, StringComparison.Ordinal);
        await DoneAsync("run", "swapi-people", "--env", "prod", "--batch-id", Batch, "--again");
        Assert.Equal(2, Prefect.Runs.Count);
    }

    [Fact]
    public async Task Without_a_batch_it_is_derived_from_the_runs_time_and_every_call_is_a_run()
    {
        Prefect.AddDeployment("swapi-people", "local");
        ToolResult result = await DoneAsync("run", "swapi-people");
        await DoneAsync("run", "swapi-people");
        Assert.Equal(2, Prefect.Runs.Count);

        // The vector of the flow: job swapi-people, environment local, 2026-08-22T02:15:00.123456Z.
        Assert.Contains("batch 01a0273f-fd1b-7624-b2c5-dd7d92851a14", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COMPLETED Completed", 0)]
    [InlineData("FAILED Failed the stage publish failed", 1)]
    [InlineData("CRASHED Crashed", 1)]
    [InlineData("CANCELLED Cancelled", 1)]
    public async Task Waiting_tells_of_states_and_tasks_and_is_zero_only_for_a_completed_run(string end, int code)
    {
        Prefect.AddDeployment("swapi-people", "local");
        await DoneAsync("run", "swapi-people", "--batch-id", Batch);
        Prefect.AddTask(Prefect.Runs[0], "extract-0", "COMPLETED Completed", 2);
        foreach (string state in (string[])["PENDING Pending", "RUNNING Running", end])
        {
            Prefect.Progress.Enqueue(state);
        }

        ToolResult result = await RunAsync("run", "swapi-people", "--batch-id", Batch, "--wait", "--json");
        result.ShouldBe(code);
        Assert.Contains("Running", result.Error, StringComparison.Ordinal);
        Assert.Contains("extract-0: Completed, 2 attempts, 1.5 s", result.Error, StringComparison.Ordinal);
        using JsonDocument output = JsonDocument.Parse(result.Output);
        Assert.Equal(end.Split(' ')[0], output.RootElement.GetProperty("state").GetString());
        Assert.Equal("extract-0", output.RootElement.GetProperty("tasks")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Waiting_ends_at_its_timeout_and_leaves_the_run_alone()
    {
        Prefect.AddDeployment("swapi-people", "local");
        ToolResult result = await RunAsync("run", "swapi-people", "--wait", "--timeout", "0");
        result.ShouldBe(ExitCodes.TemporaryFailure);
        Assert.Contains("is still Scheduled after 0 s (--timeout). It goes on", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Prefect.Requests, request => request.EndsWith("set_state", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_restarts_in_between_does_not_end_the_waiting()
    {
        Prefect.AddDeployment("swapi-people", "local");
        await DoneAsync("run", "swapi-people", "--batch-id", Batch);
        Prefect.Progress.Enqueue("RUNNING Running");
        using Tool tool = Tool.Start(Path.GetTempPath(), ["run", "swapi-people", "--batch-id", Batch, "--wait"], [new("PREFECT_API_URL", Prefect.Api)]);
        while (Prefect.Progress.Count > 0)
        {
            await Task.Delay(10);
        }

        // More than one request repeats by itself.
        foreach (int _ in Enumerable.Range(0, 5))
        {
            Prefect.Failures.Enqueue(503);
        }

        Prefect.Progress.Enqueue("COMPLETED Completed");
        (await tool.EndAsync()).ShouldBe(ExitCodes.Done);
    }

    [Theory]
    [InlineData("swapi-peple", "Did you mean 'swapi-people'?")]
    [InlineData("swapi-people", "The job is deployed for: prod (--env).")]
    [InlineData("weather", "Register it: cd workflow && prefect --no-prompt deploy --name weather-local.")]
    public async Task A_deployment_that_is_not_there_is_named_with_what_is(string job, string message)
    {
        Prefect.AddDeployment("swapi-people", "prod");
        ToolResult result = await RunAsync("run", job);
        result.ShouldBe(ExitCodes.NoInput);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run swapi-people --batch-id 7", ExitCodes.Usage, "--batch-id '7' is not a UUID of version 4 or 7.")]
    [InlineData("run swapi-people --timeout 3", ExitCodes.Usage, "--timeout needs --wait.")]
    [InlineData("run swapi-people --again", ExitCodes.Usage, "--again needs --batch-id.")]
    [InlineData("run swapi-people --env test", ExitCodes.Usage, "'test'")]
    [InlineData("run swapi-people --param hunter2", ExitCodes.Usage, "--param: write name=value.")]
    [InlineData("run swapi-people --param env=prod", ExitCodes.Usage, "--param env: use --env.")]
    [InlineData("run swapi-people --param colour=red", ExitCodes.DataError, "unexpected 'colour'. The parameters do not fit")]
    [InlineData("cancel 7", ExitCodes.Usage, "'7' is no run's id")]
    [InlineData("cancel 01a0273f-fca0-7d91-82e8-c51e5af34dcb", ExitCodes.NoInput, "refuses the run 01a0273f-fca0-7d91-82e8-c51e5af34dcb (404)")]
    public async Task What_is_wrong_is_said_with_its_exit_code(string line, int code, string message)
    {
        Prefect.AddDeployment("swapi-people", "local");
        ToolResult result = await RunAsync(line.Split(' '));
        result.ShouldBe(code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Error, StringComparison.Ordinal);
        Assert.Empty(Prefect.Runs);
    }

    [Fact]
    public async Task Cancelling_asks_for_CANCELLING_so_that_the_process_ends()
    {
        JsonObject run = Prefect.AddRun(Prefect.AddDeployment("swapi-people", "local"), "2026-08-22T02:00:00Z", "RUNNING Running");
        Assert.Contains("is being cancelled (Cancelling)", (await DoneAsync("cancel", run["id"]!.GetValue<string>())).Output, StringComparison.Ordinal);
        run["state_type"] = "COMPLETED";
        Assert.Contains("has ended already", (await DoneAsync("cancel", run["id"]!.GetValue<string>())).Output, StringComparison.Ordinal);
    }
}
