namespace BatchGen.Workflow.Reading;

/// <summary>How a solution is read.</summary>
internal sealed record SolutionReadOptions
{
    /// <summary>The configuration whose assemblies are read.</summary>
    public string Configuration { get; init; } = "Debug";

    /// <summary>Whether to build first.</summary>
    public bool Build { get; init; }

    /// <summary>Told of each step that takes a while.</summary>
    public Action<string>? OnProgress { get; init; }
}

/// <summary>There is nothing to read: no project, no assembly, no job.</summary>
internal sealed class NoJobsException(string message) : Exception(message);
