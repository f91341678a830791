using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json.Nodes;

namespace BatchGen.Cli.Tests.Prefect;

/// <content>What it answers.</content>
internal sealed partial class FakePrefect
{
    private readonly Dictionary<Guid, string> _keys = [];

    public List<JsonObject> Deployments { get; } = [];

    public List<JsonObject> Runs { get; } = [];

    public List<JsonObject> Tasks { get; } = [];

    public List<JsonObject> Logs { get; } = [];

    public List<JsonObject> Events { get; } = [];

    /// <summary>The states that a run goes through, one with each look at it: <c>TYPE Name</c>.</summary>
    public Queue<string> Progress { get; } = new();

    /// <summary>What the flow takes beside its own parameters; others are refused with 409.</summary>
    public HashSet<string> FlowParameters { get; } = ["env", "batch_id", "compensates"];

    /// <summary>Bodies of <c>schedule</c>.</summary>
    public List<JsonObject> Schedulings { get; } = [];

    public JsonObject AddDeployment(string job, string environment, string? cron = "0 2 * * *", bool active = true, string created = "2026-08-01T00:00:00Z")
    {
        JsonArray schedules = [];
        if (cron is not null)
        {
            schedules.Add(new JsonObject
            {
                ["id"] = Guid.NewGuid().ToString(),
                ["schedule"] = new JsonObject { ["cron"] = cron, ["timezone"] = "UTC", ["day_or"] = true },
                ["active"] = active,
                ["slug"] = $"{job}-schedule",
                ["created"] = created,
            });
        }

        JsonObject deployment = new()
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["name"] = $"{job}-{environment}",
            ["flow"] = job,
            ["paused"] = false,
            ["schedules"] = schedules,
            ["tags"] = new JsonArray("batch", $"job:{job}", $"env:{environment}"),
            ["status"] = "READY",
            ["work_pool_name"] = "batch-local",
            ["work_queue_name"] = "default",
            ["parameters"] = new JsonObject { ["env"] = environment },
            ["created"] = created,
        };
        Deployments.Add(deployment);
        return deployment;
    }

    public JsonObject AddRun(JsonObject deployment, string expected, string state = "COMPLETED Completed", string? batch = null, double seconds = 60, string? message = null)
    {
        JsonObject run = new()
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["name"] = "quick-otter",
            ["deployment_id"] = deployment["id"]!.GetValue<string>(),
            ["parameters"] = new JsonObject { ["env"] = deployment["parameters"]!["env"]!.GetValue<string>() },
            ["tags"] = new JsonArray(),
            ["expected_start_time"] = expected,
            ["total_run_time"] = seconds,
            ["auto_scheduled"] = batch is null,
        };
        if (batch is not null)
        {
            run["parameters"]!["batch_id"] = batch;
        }

        SetState(run, state, message);
        Runs.Add(run);
        return run;
    }

    public void AddTask(JsonObject run, string name, string state, int attempts) => Tasks.Add(new JsonObject
    {
        ["id"] = Guid.NewGuid().ToString(),
        ["name"] = name,
        ["flow_run_id"] = run["id"]!.GetValue<string>(),
        ["state_type"] = state.Split(' ')[0],
        ["state_name"] = state.Split(' ')[1],
        ["run_count"] = attempts,
        ["total_run_time"] = 1.5,
    });

    public void AddLog(JsonObject run, string message) => Logs.Add(new JsonObject
    {
        ["flow_run_id"] = run["id"]!.GetValue<string>(),
        ["timestamp"] = "2026-08-22T02:15:00Z",
        ["level"] = 20,
        ["message"] = message,
        ["name"] = "prefect.task_runs",
    });

    private Answer Route(string method, string route, JsonNode? body, NameValueCollection query) => (method, route.Trim('/').Split('/')) switch
    {
        ("GET", ["health"]) => new(200, "true"),
        ("GET", ["admin", "version"]) => new(200, "\"3.6.5\""),
        ("GET", ["csrf-token"]) when NeedsToken && query["client"] is { Length: > 0 } => new(200, """{"token":"t0ken","client":"c","expiration":"2030-01-01T00:00:00Z"}"""),
        ("GET", ["deployments", "name", string flow, string name]) =>
            Deployments.Find(found => Text(found, "flow") == flow && Text(found, "name") == name) is { } found ? new(200, found.ToJsonString()) : NotFound(),
        ("POST", ["deployments", "filter"]) => DeploymentPage(Strict(body, "deployments", "sort", "limit", "offset")),
        ("POST", ["deployments", string id, "create_flow_run"]) => Create(id, Strict(body, "parameters", "tags", "idempotency_key", "name", "state")),
        ("POST", ["deployments", string id, "schedule"]) => Schedule(id, Strict(body, "start_time", "end_time", "min_runs", "max_runs", "min_time")),
        ("GET", ["flow_runs", string id]) => Find(Runs, id) is { } run ? new(200, Advance(run).ToJsonString()) : NotFound(),
        ("POST", ["flow_runs", "filter"]) => RunPage(Strict(body, "flow_runs", "sort", "limit", "offset")),
        ("POST", ["flow_runs", string id, "set_state"]) => SetState(id, Strict(body, "state", "force")),
        ("POST", ["task_runs", "filter"]) => PageOf(Tasks, Strict(body, "flow_runs", "sort", "limit", "offset"), "flow_runs", "id"),
        ("POST", ["logs", "filter"]) => PageOf(Logs, Strict(body, "logs", "sort", "limit", "offset"), "logs", "flow_run_id"),
        ("POST", ["events"]) => Take(body),
        _ => NotFound(),
    };

    private Answer Create(string id, JsonObject body)
    {
        if (Find(Deployments, id) is not { } deployment)
        {
            return NotFound();
        }

        if ((body["parameters"] as JsonObject)?.FirstOrDefault(parameter => !FlowParameters.Contains(parameter.Key)).Key is { } unknown)
        {
            return new(409, $$"""{"detail":"Error creating flow run: Validation failed. Failure reason: unexpected '{{unknown}}'"}""");
        }

        string key = Text(body, "idempotency_key") ?? throw new Unprocessable("idempotency_key");
        if (Runs.Find(run => _keys.GetValueOrDefault(Guid.Parse(Text(run, "id")!)) == key) is { } there)
        {
            return new(200, there.ToJsonString());
        }

        JsonObject made = AddRun(deployment, "2026-08-22T02:15:00.123456Z", "SCHEDULED Scheduled", Text(body["parameters"] as JsonObject, "batch_id"), seconds: 0);
        made["tags"] = body["tags"]?.DeepClone();
        _keys[Guid.Parse(Text(made, "id")!)] = key;
        return new(201, made.ToJsonString());
    }

    /// <summary>As in Prefect: per active schedule, at most max_runs, and no more once min_runs and an hour are reached.</summary>
    private Answer Schedule(string id, JsonObject body)
    {
        Schedulings.Add(body);
        JsonObject deployment = Find(Deployments, id)!;
        DateTimeOffset start = Time(body, "start_time");
        DateTimeOffset end = Time(body, "end_time");
        int min = body["min_runs"]?.GetValue<int>() ?? 3;
        int max = body["max_runs"]?.GetValue<int>() ?? 100;
        foreach (JsonObject schedule in deployment["schedules"]!.AsArray().OfType<JsonObject>().Where(schedule => schedule["active"]!.GetValue<bool>()))
        {
            string[] cron = Text(schedule["schedule"] as JsonObject, "cron")!.Split(' ');
            int count = 0;
            for (DateTimeOffset slot = start.AddSeconds(-start.Second); slot <= end && count < max; slot = slot.AddMinutes(1))
            {
                if (slot < start || !Fits(cron[0], slot.Minute) || !Fits(cron[1], slot.Hour))
                {
                    continue;
                }

                count++;
                string expected = slot.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                if (!Runs.Exists(run => Text(run, "expected_start_time") == expected && run["auto_scheduled"]!.GetValue<bool>()))
                {
                    AddRun(deployment, expected, "SCHEDULED Late", seconds: 0);
                }

                if (count >= min && slot >= start.AddHours(1))
                {
                    break;
                }
            }
        }

        return new(200, "null");
    }

    private Answer DeploymentPage(JsonObject body)
    {
        JsonObject tags = Strict(Strict(body["deployments"], "tags")["tags"], "all_");
        string[] all = [.. tags["all_"]!.AsArray().Select(tag => tag!.GetValue<string>())];
        return Page(Deployments.Where(found => all.All(tag => found["tags"]!.AsArray().Any(own => own!.GetValue<string>() == tag))), body);
    }

    private Answer RunPage(JsonObject body)
    {
        JsonObject filter = Strict(body["flow_runs"], "deployment_id", "expected_start_time", "state");
        string deployment = Strict(filter["deployment_id"], "any_")["any_"]!.AsArray().Single()!.GetValue<string>();
        JsonObject? slots = filter["expected_start_time"] is { } node ? Strict(node, "after_", "before_") : null;
        string? state = filter["state"] is { } states ? Strict(Strict(states, "type")["type"], "any_")["any_"]!.AsArray().Single()!.GetValue<string>() : null;
        IEnumerable<JsonObject> runs = Runs.Where(run => Text(run, "deployment_id") == deployment && (state is null || Text(run, "state_type") == state)
            && (slots?["after_"] is null || Time(run, "expected_start_time") >= Time(slots, "after_"))
            && (slots?["before_"] is null || Time(run, "expected_start_time") <= Time(slots, "before_")));
        return Text(body, "sort") switch
        {
            "EXPECTED_START_TIME_DESC" => Page(runs.OrderByDescending(run => Time(run, "expected_start_time")), body),
            "EXPECTED_START_TIME_ASC" => Page(runs.OrderBy(run => Time(run, "expected_start_time")), body),
            _ => throw new Unprocessable("sort"),
        };
    }

    private static Answer PageOf(List<JsonObject> items, JsonObject body, string filter, string member)
    {
        string run = Strict(Strict(body[filter], member)[member], "any_")["any_"]!.AsArray().Single()!.GetValue<string>();
        return Page(items.Where(item => Text(item, "flow_run_id") == run), body);
    }

    private static Answer Page(IEnumerable<JsonObject> items, JsonObject body)
    {
        int limit = body["limit"]!.GetValue<int>();
        return limit is > 200 or < 0
            ? throw new Unprocessable("limit")
            : new(200, new JsonArray([.. items.Skip(body["offset"]!.GetValue<int>()).Take(limit).Select(item => item.DeepClone())]).ToJsonString());
    }

    private Answer SetState(string id, JsonObject body)
    {
        JsonObject state = Strict(body["state"], "type", "name", "message", "data", "state_details");
        if (Find(Runs, id) is not { } run)
        {
            return NotFound();
        }

        if (Text(state, "type") != "CANCELLING" || body["force"]!.GetValue<bool>())
        {
            throw new Unprocessable("only CANCELLING ends the process");
        }

        SetState(run, "CANCELLING Cancelling");
        return new(200, $$$"""{"state":{{{run["state"]!.ToJsonString()}}},"status":"ACCEPT","details":{"type":"accept_details"}}""");
    }

    private Answer Take(JsonNode? body)
    {
        foreach (JsonNode? item in body as JsonArray ?? throw new Unprocessable("body"))
        {
            JsonObject one = Strict(item, "occurred", "event", "resource", "related", "payload", "id", "follows");
            Events.Add(one["id"] is null || Text(one["resource"] as JsonObject, "prefect.resource.id") is null ? throw new Unprocessable("id") : one);
        }

        return new(204, "");
    }

    private JsonObject Advance(JsonObject run)
    {
        if (Progress.TryDequeue(out string? state))
        {
            SetState(run, state);
        }

        return run;
    }

    private static void SetState(JsonObject run, string state, string? message = null)
    {
        string[] parts = state.Split(' ', 3);
        (run["state_type"], run["state_name"]) = (parts[0], parts[1]);
        run["state"] = new JsonObject { ["type"] = parts[0], ["name"] = parts[1], ["message"] = message ?? parts.ElementAtOrDefault(2) };
    }

    private static bool Fits(string field, int value) => field == "*" || int.Parse(field, CultureInfo.InvariantCulture) == value;

    private static JsonObject? Find(List<JsonObject> items, string id) => items.Find(item => Text(item, "id") == id);

    private static string? Text(JsonObject? item, string name) => item?[name]?.GetValue<string>();

    private static DateTimeOffset Time(JsonObject item, string name) => DateTimeOffset.Parse(Text(item, name)!, CultureInfo.InvariantCulture);

    private static Answer NotFound() => new(404, """{"detail":"Not found"}""");
}
