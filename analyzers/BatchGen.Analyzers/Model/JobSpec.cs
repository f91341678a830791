namespace BatchGen.Analyzers.Model;

/// <summary>
/// A job as its attributes and stage methods declare it: values only, so that two equal jobs are equal objects and an edit elsewhere
/// costs the generator nothing. What was not stated is null, so that rules can tell it from 0.
/// </summary>
internal sealed record JobSpec
{
    /// <summary>The class and the types around it.</summary>
    public required JobDeclaration Declaration { get; init; }

    /// <summary>The name of <c>[BatchJob(name)]</c>; null when it is no string.</summary>
    public string? Name { get; init; }

    /// <summary>The first paragraph of the class's doc comment as plain text, or null.</summary>
    public string? Summary { get; init; }

    public string? Cron { get; init; }

    public string? Trigger { get; init; }

    /// <summary>Null when not stated, which means UTC.</summary>
    public string? TimeZone { get; init; }

    public int? Concurrency { get; init; }

    public bool Critical { get; init; }

    public int? ExpectedMinutes { get; init; }

    public int? MaxMinutes { get; init; }

    public string? Owner { get; init; }

    public string? Escalation { get; init; }

    public string? Idempotency { get; init; }

    public string? Docs { get; init; }

    /// <summary>The reason of <c>[DynamicTasks]</c> on the class, or null.</summary>
    public string? DynamicTasks { get; init; }

    /// <summary><c>[Fallback]</c>, or null.</summary>
    public FallbackSpec? Fallback { get; init; }

    /// <summary>Every stage attribute of the class and its bases: in the order of standard 1.2, then of the source.</summary>
    public EquatableArray<StageSpec> Stages { get; init; } = [];

    /// <summary>The names of the library and the platform that mean something else in the job's generated file.</summary>
    public EquatableArray<string> ShadowedNames { get; init; } = [];

    /// <summary>How the generated companion type is called: <c>Plan</c>, unless the class has a member of that name.</summary>
    public string PlanName { get; init; } = "Plan";

    /// <summary>
    /// Whether <c>[BatchJob]</c> or <c>[Fallback]</c> does not compile: what they do not state is then left to the compiler.
    /// </summary>
    public bool IsUnresolved { get; init; }

    /// <summary>How messages call the job: by its name, or by its class where it has none.</summary>
    public string DisplayName => string.IsNullOrWhiteSpace(Name) ? Declaration.NestedName : Name!;

    /// <summary>Whether a part of the declaration that the generator needs does not compile.</summary>
    public bool DoesNotCompile => IsUnresolved || Stages.Any(static stage => stage.IsUnresolved || stage.Method.IsUnresolved);

    /// <summary>The stages of one kind, in the order of the source.</summary>
    public IEnumerable<StageSpec> StagesOf(StageKind kind) => Stages.Where(stage => stage.Kind == kind);

    /// <summary>Whether the job only consumes: its topic triggers it, and it needs no other stage.</summary>
    public bool IsConsumerJob => Stages.Count > 0 && Stages.All(stage => stage.Kind == StageKind.Load);

    /// <summary>
    /// Whether only the records of a topic start it: it consumes and reads no source, so that there are no runs to be scheduled, started
    /// by hand or kept from overlapping.
    /// </summary>
    public bool IsStartedByTopic =>
        StagesOf(StageKind.Load).Any() && !StagesOf(StageKind.Extract).Any() && !StagesOf(StageKind.Transform).Any();

    /// <summary>The consumer group of a load stage, stated or default.</summary>
    public string GroupOf(StageSpec load) =>
        load.Group ?? (StagesOf(StageKind.Load).Skip(1).Any() ? $"{Name}.load.{load.Topic}" : $"{Name}.load");
}
