using System.Reflection;
using BatchGen.Cli.Commands.New.Templates;

namespace BatchGen.Cli.Commands.New;

/// <summary>The job that is wanted; what was not said is null and follows from the rest.</summary>
internal sealed record NewJobRequest
{
    public required string Job { get; init; }

    public string? Topic { get; init; }

    public string? Cron { get; init; }

    public string? Owner { get; init; }

    public string? Namespace { get; init; }

    public bool IsConsumer { get; init; }

    /// <summary>The folder, absolute.</summary>
    public required string Folder { get; init; }

    public string Stem => JobNames.StemOf(Job);

    public string TopicName => Topic ?? JobNames.TopicOf(Job);

    /// <summary>The version of the packages that a new project takes: this tool's.</summary>
    private static string Version { get; } =
        typeof(NewJobRequest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The values for the template.</summary>
    /// <param name="project">The project that is there; null: one is written too.</param>
    public TemplateValues ValuesFor(ExistingProject? project)
    {
        string name = project?.Name ?? Stem;
        string domain = JobNames.DomainOf(TopicName);
        return new TemplateValues(
            name,
            new Dictionary<string, string>
            {
                ["jobName"] = Job,
                ["stem"] = Stem,
                ["topicName"] = TopicName,
                ["cron"] = Cron ?? "",
                ["domain"] = domain,
                ["ownerName"] = Owner ?? $"{domain}-data",
                ["namespaceName"] = Namespace ?? project?.RootNamespace ?? JobNames.NamespaceOf(name),
                ["version"] = Version,
            },
            new Dictionary<string, bool>
            {
                ["consumer"] = IsConsumer,
                ["run"] = !IsConsumer,
                ["program"] = project is null,
                ["scheduled"] = Cron is not null,
            });
    }
}
