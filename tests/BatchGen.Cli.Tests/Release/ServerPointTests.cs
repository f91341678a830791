using System.Text.Json.Nodes;
using BatchGen.Cli.Commands.Release;
using BatchGen.Cli.Commands.Release.Points;
using BatchGen.Cli.Tests.Prefect;
using BatchGen.Workflow.Tests;

namespace BatchGen.Cli.Tests.Release;

/// <summary>The points that ask Prefect and Prometheus.</summary>
public sealed class ServerPointTests : ReleaseTest
{
    private static readonly string[] Metrics =
        ["batchgen_stage_records_total", "batchgen_consumer_records_total", "batchgen_consumer_ack_latency_seconds_count"];

    [Fact]
    public async Task The_deployment_passes_with_the_jobs_cron_active_and_fails_for_each_thing_that_is_not_so()
    {
        DeploymentPoint point = new(Subject, Connect);
        await CheckAsync(point, PointOutcome.Failed, "has no deployment 'swapi-people/swapi-people-prod'. Register it: cd workflow && prefect --no-prompt deploy --name swapi-people-prod");

        JsonObject deployment = Prefect.AddDeployment("swapi-people", "prod", "0 2 * * *");
        PointFinding passed = await CheckAsync(point, PointOutcome.Passed, "`swapi-people-prod` runs at `0 2 * * *` UTC");
        Assert.Contains(passed.Evidence, line => line.Contains("Prefect 3.6.5", StringComparison.Ordinal));

        JsonNode schedule = deployment["schedules"]![0]!;
        deployment["paused"] = true;
        await CheckAsync(point, PointOutcome.Failed, "is paused");
        deployment["paused"] = false;
        schedule["active"] = false;
        await CheckAsync(point, PointOutcome.Failed, "no active schedule");
        schedule["active"] = true;
        schedule["schedule"]!["cron"] = "0 3 * * *";
        await CheckAsync(point, PointOutcome.Failed, "the schedule is 0 3 * * * UTC, but the job declares 0 2 * * * UTC");
        schedule["schedule"]!["cron"] = "0 2 * * *";
        schedule["schedule"]!["timezone"] = "Europe/Berlin";
        await CheckAsync(point, PointOutcome.Failed, "Europe/Berlin");
        schedule["schedule"]!["timezone"] = "UTC";
        deployment["schedules"]!.AsArray().Add(schedule.DeepClone());
        await CheckAsync(point, PointOutcome.Failed, "has 2 active schedules");

        await CheckAsync(new DeploymentPoint(SubjectOf(SampleJobs.Audit), Connect), PointOutcome.Skipped, "started by its topic");
    }

    [Fact]
    public async Task Telemetry_passes_with_a_line_of_each_task_of_the_batch_and_the_metrics_of_the_job()
    {
        using FakePrometheus prometheus = new("swapi-people", Metrics);
        JsonObject run = RunWithLogs("extract", "transform", "publish");
        PointFinding passed = await CheckAsync(Point(prometheus.Address), PointOutcome.Passed, "have arrived");
        Assert.Contains(passed.Evidence, line => line.Contains("`task_name` transform, `records_processed` 82", StringComparison.Ordinal));
        Assert.Contains(passed.Evidence, line => line.Contains(run["id"]!.GetValue<string>(), StringComparison.Ordinal));
        await CheckAsync(Point(null), PointOutcome.Skipped, "--prometheus");
    }

    [Fact]
    public async Task Telemetry_fails_for_what_has_not_arrived()
    {
        await Assert.ThrowsAsync<Connection.MissingInputException>(() => Point(null).CheckAsync(default));
        Prefect.AddDeployment("swapi-people", "prod");
        await CheckAsync(Point(null), PointOutcome.Failed, "none of the last 20 runs of swapi-people-prod completed: --trigger makes one");

        Prefect.Deployments.Clear();
        RunWithLogs("extract", "publish");
        await CheckAsync(Point(null), PointOutcome.Failed, "task_name and records_processed) of: transform");

        Prefect.Deployments.Clear();
        JsonObject other = RunWithLogs("extract", "transform", "publish");
        other["parameters"]!["batch_id"] = "01a0273f-fca0-7d91-82e8-c51e5af34dcc";
        await CheckAsync(Point(null), PointOutcome.Failed, "of: extract, transform, publish");

        Prefect.Deployments.Clear();
        RunWithLogs("extract", "transform", "publish");
        using FakePrometheus few = new("swapi-people", Metrics[0]);
        await CheckAsync(Point(few.Address), PointOutcome.Failed, "Prometheus has had no batchgen_consumer_records, batchgen_consumer_ack_latency of the job swapi-people");
        using FakePrometheus stranger = new("another", Metrics);
        await CheckAsync(Point(stranger.Address), PointOutcome.Failed, "does not answer");
        await CheckAsync(Point(new Uri($"http://127.0.0.1:{FakePrefect.FreePort()}")), PointOutcome.Failed, "does not answer");
    }

    [Fact]
    public async Task Telemetry_can_make_its_own_run_and_fails_when_that_does_not_complete()
    {
        Prefect.AddDeployment("swapi-people", "prod");
        Prefect.Progress.Enqueue("RUNNING Running");
        Prefect.Progress.Enqueue("FAILED Failed publish: no broker");
        List<string> said = [];
        TelemetryPoint point = new(Subject, Connect, null, trigger: true, TimeSpan.FromMinutes(1), TimeProvider.System, said.Add);
        await CheckAsync(point, PointOutcome.Failed, "is Failed, not Completed: publish: no broker");
        Assert.Contains(said, line => line.Contains("Running", StringComparison.Ordinal));
    }

    private TelemetryPoint Point(Uri? prometheus) => new(Subject, Connect, prometheus, trigger: false, TimeSpan.FromMinutes(1), TimeProvider.System, static _ => { });

    private JsonObject RunWithLogs(params string[] tasks)
    {
        JsonObject deployment = Prefect.AddDeployment("swapi-people", "prod");
        JsonObject run = Prefect.AddRun(deployment, "2026-08-22T02:15:00Z");
        Prefect.AddLog(run, "Beginning flow run");
        Prefect.AddLog(run, "{ not json");
        foreach (string task in tasks)
        {
            Prefect.AddLog(run, $$"""{"event":"stage","batch_id":"01a0273f-fca0-7d91-82e8-c51e5af34dcb","task_name":"{{task}}","records_processed":82}""");
        }

        return run;
    }
}
