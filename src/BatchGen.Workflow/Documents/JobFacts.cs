using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Section32Retries;
using BatchGen.Analyzers.Scheduling;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Documents;

/// <summary>What documents say of a job, taken from its attributes and its project.</summary>
internal sealed class JobFacts(BatchProject project, WorkflowSettings settings, JobModel job)
{
    public BatchProject Project => project;

    public WorkflowSettings Settings => settings;

    public JobModel Job => job;

    public JobSpec Spec => job.Spec;

    public string Name => job.Name;

    public string Folder => project.DocumentsOf(job);

    /// <summary>The executable, as a person starts it.</summary>
    public string Host => project.AssemblyName;

    public IReadOnlyList<StageSpec> Loads { get; } = [.. job.Spec.StagesOf(StageKind.Load)];

    public StageSpec? Publish => Spec.StagesOf(StageKind.Publish).FirstOrDefault();

    public FallbackSpec? Fallback => Spec.Fallback;

    /// <summary>The store as it is declared; null for a job without one.</summary>
    public string? Store => Fallback?.Store is { } store && !string.IsNullOrWhiteSpace(store) ? store : null;

    public IReadOnlyList<string> Channels => [.. Fallback?.Notify ?? []];

    public string ProductionDeployment => $"{Name}-prod";

    public string LocalDeployment => $"{Name}-local";

    /// <summary>The topics that it publishes to or loads from, each once.</summary>
    public IEnumerable<string> Topics => Spec.Stages.Select(static stage => stage.Topic).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The longest that a run can take and still succeed; null where a stage is missing.</summary>
    public string? WorstCase => RetryBudget.Of(Spec) is { } seconds ? DurationText.Of(seconds) : null;

    public string GroupOf(StageSpec load) => Spec.GroupOf(load);

    /// <summary>Other jobs of the project that load from a topic.</summary>
    public IEnumerable<string> ConsumersOf(string topic) => project.Jobs
        .Where(other => other.Name != Name && other.Spec.StagesOf(StageKind.Load).Any(load => load.Topic == topic))
        .Select(static other => other.Name);

    public string SchemaOf(string topic) => $"{project.SchemasFolder.TrimEnd('/')}/{topic}.schema.json";

    /// <summary>Whether the schema of a topic follows from a payload of this project.</summary>
    public bool HasDerivedSchema(string topic) => project.Jobs.SelectMany(static other => other.Schemas).Any(schema => schema.Topic == topic);
}
