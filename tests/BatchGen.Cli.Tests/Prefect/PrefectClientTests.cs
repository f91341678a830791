using System.Text.Json.Nodes;
using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Tests.Prefect;

public sealed class PrefectClientTests : IDisposable
{
    private readonly FakePrefect _prefect = new();

    public void Dispose() => _prefect.Dispose();

    [Fact]
    public async Task It_speaks_with_the_server_as_the_servers_schema_asks()
    {
        JsonObject deployment = _prefect.AddDeployment("people", "prod");
        using PrefectClient client = Connect(_prefect);
        Assert.True(await client.IsHealthyAsync(default));
        Assert.Equal("3.6.5", await client.VersionAsync(default));
        Assert.Null(await client.FindDeploymentAsync("people", "people-local", default));
        Deployment found = (await client.FindDeploymentAsync("people", "people-prod", default))!;
        Assert.Equal(("people-prod", "0 2 * * * UTC", "people-schedule", true), (found.Name, found.Schedules![0].Schedule.Text, found.Schedules[0].Slug, found.Schedules[0].Active));

        (FlowRun run, bool isNew) = await client.CreateRunAsync(found.Id, new([], ["mine"], "key"), default);
        Assert.True(isNew);
        Assert.Equal((run.Id, false), ((await client.CreateRunAsync(found.Id, new([], null, "key"), default)).Run.Id, (await client.CreateRunAsync(found.Id, new([], null, "key"), default)).IsNew));
        _prefect.AddTask(_prefect.Runs[0], "extract-0", "COMPLETED Completed", 2);
        _prefect.AddLog(_prefect.Runs[0], "hello");
        Assert.Equal(2, Assert.Single(await client.TaskRunsAsync(run.Id, default)).RunCount);
        Assert.Equal("hello", Assert.Single(await client.LogsAsync(run.Id, 10, default)).Message);
        Assert.Equal("ACCEPT", (await client.CancelAsync(run.Id, default)).Status);
        Assert.Equal(RunStates.Cancelling, (await client.ReadRunAsync(run.Id, default)).StateType);

        await client.EmitAsync(
            [new(Guid.NewGuid(), DateTimeOffset.UnixEpoch, "batch.people.checked", new Dictionary<string, string> { ["prefect.resource.id"] = "batch.people" }, new() { ["batch_id"] = "b" })],
            default);
        Assert.Equal("batch.people.checked", Assert.Single(_prefect.Events)["event"]!.GetValue<string>());
        Assert.StartsWith("batchgen", _prefect.LastHeaders["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(deployment["id"]!.GetValue<string>(), found.Id.ToString());
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        JsonObject deployment = _prefect.AddDeployment("people", "prod");
        JsonObject run = _prefect.AddRun(deployment, "2026-08-22T02:00:00Z");
        for (int i = 0; i < 450; i++)
        {
            _prefect.AddLog(run, $"line {i}");
        }

        using PrefectClient client = Connect(_prefect);
        IReadOnlyList<LogEntry> lines = await client.LogsAsync(IdOf(run), int.MaxValue, default);
        Assert.Equal(Enumerable.Range(0, 450).Select(i => $"line {i}"), lines.Select(line => line.Message));
        Assert.Equal(3, _prefect.Requests.Count(request => request == "POST /logs/filter"));
        Assert.Equal(250, (await client.LogsAsync(IdOf(run), 250, default)).Count);
    }

    [Theory]
    [InlineData(PrefectConnection.AuthStringVariable, "admin:hunter2", "Basic YWRtaW46aHVudGVyMg==")]
    [InlineData(PrefectConnection.KeyVariable, "pnu_hunter2", "Bearer pnu_hunter2")]
    public async Task Credentials_come_from_the_environment_and_are_in_no_message(string variable, string secret, string header)
    {
        using FakePrefect prefect = new() { Authorization = header };
        prefect.AddDeployment("people", "prod");
        using (PrefectClient client = Connect(prefect, (variable, secret)))
        {
            Assert.NotNull(await client.FindDeploymentAsync("people", "people-prod", default));
        }

        using PrefectClient wrong = Connect(prefect, (variable, $"x{secret}"));
        PrefectException refused = await Assert.ThrowsAsync<PrefectException>(() => wrong.FindDeploymentAsync("people", "people-prod", default));
        Assert.Equal(ExitCodes.NoPermission, refused.ExitCode);
        Assert.Contains($"Set {PrefectConnection.AuthStringVariable}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_against_forged_requests_is_fetched_when_the_server_asks_for_one()
    {
        using FakePrefect prefect = new() { NeedsToken = true };
        prefect.AddDeployment("people", "prod");
        using PrefectClient client = Connect(prefect);
        Assert.Single(await client.DeploymentsAsync("batch", default));
        await client.DeploymentsAsync("batch", default);
        Assert.Equal(["POST /deployments/filter", "GET /csrf-token", "POST /deployments/filter", "POST /deployments/filter"], prefect.Requests);
    }

    [Fact]
    public async Task Reads_are_repeated_and_changes_never()
    {
        JsonObject deployment = _prefect.AddDeployment("people", "prod");
        using PrefectClient client = Connect(_prefect);
        Assert.True(await client.IsHealthyAsync(default));
        _prefect.Failures.Enqueue(503);
        _prefect.Failures.Enqueue(500);
        Assert.Equal("3.6.5", await client.VersionAsync(default));

        _prefect.Failures.Enqueue(503);
        PrefectException refused = await Assert.ThrowsAsync<PrefectException>(() => client.CreateRunAsync(IdOf(deployment), new([], null, "key"), default));
        Assert.Equal(ExitCodes.TemporaryFailure, refused.ExitCode);
        Assert.Empty(_prefect.Runs);
        Assert.Single(_prefect.Requests, request => request.EndsWith("create_flow_run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_says_which_field_and_not_what_the_request_held()
    {
        JsonObject deployment = _prefect.AddDeployment("people", "prod");
        using PrefectClient client = Connect(_prefect);
        PrefectException parameters = await Assert.ThrowsAsync<PrefectException>(
            () => client.CreateRunAsync(IdOf(deployment), new(new() { ["colour"] = "red" }, null, "key"), default));
        Assert.Equal(ExitCodes.DataError, parameters.ExitCode);
        Assert.Contains("(409): Error creating flow run: Validation failed. Failure reason: unexpected 'colour'", parameters.Message, StringComparison.Ordinal);

        PrefectException form = await Assert.ThrowsAsync<PrefectException>(() => client.EmitAsync(
            [new(Guid.NewGuid(), DateTimeOffset.UnixEpoch, "x", new Dictionary<string, string>(), null)], default));
        Assert.Equal(ExitCodes.DataError, form.ExitCode);
        Assert.Contains("body.id Extra inputs", form.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", form.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_server_fails_at_once_and_says_what_to_check()
    {
        string address = $"http://127.0.0.1:{FakePrefect.FreePort()}/api";
        using PrefectClient client = new(new PrefectHttp(PrefectConnection.Read(address, _ => null), TimeProvider.System) { RetryDelays = [TimeSpan.FromHours(1)] });
        PrefectException away = await Assert.ThrowsAsync<PrefectException>(() => client.VersionAsync(default));
        Assert.Equal(ExitCodes.TemporaryFailure, away.ExitCode);
        Assert.Contains($"Prefect at {address}/ cannot be reached: Connection refused. Check PREFECT_API_URL", away.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "PREFECT_API_URL: missing")]
    [InlineData("localhost:4200", "is no http or https address")]
    [InlineData("http://me:hunter2@host/api", "has a user and password in it. Set PREFECT_API_AUTH_STRING")]
    [InlineData("http://host/api?x=1", "has a query")]
    public void An_address_that_is_none_is_refused_without_repeating_it(string? url, string message)
    {
        BatchConfigurationException wrong = Assert.Throws<BatchConfigurationException>(() => PrefectConnection.Read(url, _ => null));
        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", wrong.Message, StringComparison.Ordinal);
    }

    private static PrefectClient Connect(FakePrefect prefect, params (string Name, string Value)[] environment) => new(
        new PrefectHttp(
            PrefectConnection.Read(prefect.Api, name => environment.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault()),
            TimeProvider.System)
        {
            RetryDelays = [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)],
        });

    private static Guid IdOf(JsonObject item) => Guid.Parse(item["id"]!.GetValue<string>());
}
