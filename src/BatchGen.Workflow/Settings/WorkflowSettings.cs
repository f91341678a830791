namespace BatchGen.Workflow.Settings;

/// <summary>
/// What no attribute says and the generated files need all the same: <c>workflow/batchgen.json</c>. Everything has a default that works
/// without the file.
/// </summary>
internal sealed record WorkflowSettings
{
    public const string FileName = "batchgen.json";

    /// <summary>The repository that production pulls flows from; null: they are in the image.</summary>
    public string? Repository { get; init; }

    /// <summary>The branch of the repository.</summary>
    public string Branch { get; init; } = "main";

    /// <summary>The name of the Prefect secret block with the repository's token; null for a repository that needs none.</summary>
    public string? RepositoryTokenBlock { get; init; }

    /// <summary>The container image without tag: <c>registry.example.com/batch/people</c>. Null: the project's name in kebab case.</summary>
    public string? Image { get; init; }

    /// <summary>Where local runs go: a <c>process</c> pool.</summary>
    public WorkPoolSettings Local { get; init; } = new() { Type = "process", Pool = "batch-local" };

    /// <summary>Where production runs go: a <c>kubernetes</c> or <c>docker</c> pool.</summary>
    public WorkPoolSettings Production { get; init; } = new() { Type = "kubernetes", Pool = "batch-kubernetes" };

    /// <summary>Environment variables of runs in both; never a secret.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Further tags of deployments.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>A work pool of Prefect.</summary>
internal sealed record WorkPoolSettings
{
    /// <summary><c>process</c>, <c>docker</c> or <c>kubernetes</c>.</summary>
    public required string Type { get; init; }

    public required string Pool { get; init; }

    public string Queue { get; init; } = "default";

    /// <summary>The namespace, for <c>kubernetes</c>.</summary>
    public string Namespace { get; init; } = "batch";

    /// <summary>The service account, for <c>kubernetes</c>; null: the namespace's default.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Environment variables of runs in this pool; never a secret.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
