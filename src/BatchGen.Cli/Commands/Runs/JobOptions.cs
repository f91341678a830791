using System.CommandLine;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>Which deployment a command is about: a job and an environment.</summary>
internal sealed class JobOptions
{
    private readonly Argument<string> _job = new("job") { Description = "The job's name." };

    private readonly Option<string> _environment = EnvironmentOption("The environment whose deployment is meant.");

    public JobOptions() => _environment.DefaultValueFactory = static _ => "local";

    /// <summary>The option <c>--env</c>; without a default.</summary>
    public static Option<string> EnvironmentOption(string description)
    {
        Option<string> option = new("--env", "-e") { Description = description, HelpName = "local|prod" };
        option.AcceptOnlyFromAmong("local", "prod");
        return option;
    }

    public void AddTo(Command command)
    {
        command.Add(_job);
        command.Add(_environment);
    }

    public DeploymentName Read(ParseResult result) => new(result.GetRequiredValue(_job), result.GetRequiredValue(_environment));
}

/// <summary>A job in an environment: flow <c>job</c>, deployment <c>job-env</c>, as <c>workflow/prefect.yaml</c> registers them.</summary>
internal sealed record DeploymentName(string Job, string Environment)
{
    public string Name => $"{Job}-{Environment}";

    /// <summary>Which job and environment a deployment is for, by its tags; null for one that BatchGen has not written.</summary>
    public static DeploymentName? Of(Deployment deployment)
    {
        string? job = TagOf(deployment, "job:");
        string? environment = TagOf(deployment, "env:");
        return job is null || environment is null ? null : new DeploymentName(job, environment);
    }

    private static string? TagOf(Deployment deployment, string prefix) =>
        deployment.Tags?.FirstOrDefault(tag => tag.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
}
