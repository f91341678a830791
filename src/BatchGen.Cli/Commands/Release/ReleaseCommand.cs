using System.CommandLine;
using BatchGen.Cli.Commands.Release.Points;
using BatchGen.Cli.Commands.Runs;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Prefect;
using BatchGen.Workflow.Artifacts;

namespace BatchGen.Cli.Commands.Release;

/// <summary>The command <c>release</c>: its options and help.</summary>
internal static class ReleaseCommand
{
    private const double DefaultTimeout = 600;

    private static readonly string[] Points = ["deployment", "telemetry", "topic", "sample", "fallback", "runbook"];

    public static Command Create()
    {
        Argument<string> job = new("job") { Description = "The job's name." };
        ProjectOptions project = new();
        ServerOptions server = new();
        ConnectionOptions kafka = new(shortNames: false);
        Option<string> environment = JobOptions.EnvironmentOption("The environment to release to. Default: prod.");
        environment.DefaultValueFactory = static _ => "prod";
        Option<Uri?> prometheus = new("--prometheus") { Description = "Where Prometheus is, for example http://localhost:9090.", HelpName = "url", CustomParser = ParseUrl };
        Option<bool> trigger = new("--trigger") { Description = "Make a run and wait for it, instead of taking the last that completed: its logs are the evidence." };
        Option<double?> timeout = CommonOptions.Seconds("--timeout", $"How many seconds each run and process may take. Default: {DefaultTimeout}.", max: 86_400);
        Option<string?> evidence = new("--evidence") { Description = "Write the evidence as Markdown, for the pull request.", HelpName = "file.md" };
        Option<string[]> skip = new("--skip") { Description = $"Leave a point out: {string.Join(", ", Points)}. Needs --reason; the release then does not count as shown to be good.", HelpName = "point" };
        skip.AcceptOnlyFromAmong(Points);
        Option<string?> reason = new("--reason") { Description = "Why points are left out.", HelpName = "text" };
        Option<bool> json = CommonOptions.Json();
        Command command = new(
            "release",
            "The six points of the standard's list before a release (5.3), each by a real action, with evidence. Exit code 0 only when all six passed, else 1.")
        {
            job,
        };
        project.AddTo(command);
        foreach (Option option in (Option[])[environment, prometheus, trigger, timeout, evidence, skip, reason])
        {
            command.Add(option);
        }

        server.AddTo(command);
        kafka.AddTo(command);
        command.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(skip) is { Length: > 0 } && string.IsNullOrWhiteSpace(result.GetValue(reason)))
            {
                result.AddError("--skip needs --reason: it stands in the evidence.");
            }
        });
        command.SetAction((result, token) => ToolHost.RunAsync(async () =>
        {
            ReleaseSubject subject = ReleaseSubject.Of(
                await project.ReadAsync(result, token).ConfigureAwait(false), result.GetRequiredValue(job), result.GetRequiredValue(environment));
            using Connections connections = new(() => server.Open(result));
            TimeSpan limit = TimeSpan.FromSeconds(result.GetValue(timeout) ?? DefaultTimeout);
            Action<string> say = Console.Error.WriteLine;
            IReleasePoint[] points =
            [
                new DeploymentPoint(subject, connections.Prefect),
                new TelemetryPoint(subject, connections.Prefect, result.GetValue(prometheus), result.GetValue(trigger), limit, TimeProvider.System, say),
                new TopicPoint(subject, () => kafka.Read(result)),
                new SampleDataPoint(subject, limit),
                new FallbackPoint(subject, limit, say),
                new RunbookPoint(subject, ArtifactSources.All),
            ];
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            IReadOnlyList<PointResult> results = await new ReleaseRun(points, result.GetValue(skip) ?? [], result.GetValue(reason), TimeProvider.System, say)
                .RunAsync(token).ConfigureAwait(false);
            ReleaseReport report = new(
                subject.Job.Name, subject.Environment, subject.Project.Name, now, results.All(static point => point.Outcome == PointOutcome.Passed), results);
            return Write(report, result.GetValue(json), result.GetValue(evidence));
        }));
        return command;
    }

    private static int Write(ReleaseReport report, bool json, string? evidence)
    {
        if (evidence is not null)
        {
            report.WriteEvidence(evidence);
        }

        if (json)
        {
            report.WriteJson();
        }
        else
        {
            report.WriteTable();
        }

        return report.Passed ? ExitCodes.Done : ToolExitCodes.Findings;
    }

    private static Uri? ParseUrl(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out Uri? address) && address is { Scheme: "http" or "https", UserInfo: "" })
        {
            return address;
        }

        result.AddError("--prometheus is no http or https address without a password; write for example http://localhost:9090.");
        return null;
    }

    /// <summary>Opens what a point needs when the first one needs it: that it is not configured is a failure of that point, not of all.</summary>
    private sealed class Connections(Func<PrefectClient> open) : IDisposable
    {
        private PrefectClient? _prefect;

        public PrefectClient Prefect() => _prefect ??= open();

        public void Dispose() => _prefect?.Dispose();
    }
}
