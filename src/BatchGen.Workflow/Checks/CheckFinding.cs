namespace BatchGen.Workflow.Checks;

/// <summary>One breach of a rule.</summary>
internal sealed record CheckFinding
{
    public required CheckRule Rule { get; init; }

    /// <summary>What is wrong, where, and what to do.</summary>
    public required string Message { get; init; }

    /// <summary>The project whose files or job it is about.</summary>
    public required string Project { get; init; }

    /// <summary>The job; null for a finding about a file that is no one job's.</summary>
    public string? Job { get; init; }

    /// <summary>Where it stands; null where only an assembly was read, or the source was not found.</summary>
    public FilePlace? Place { get; init; }

    public CheckSeverity Severity => Rule.Severity;
}

/// <summary>A place in a file.</summary>
/// <param name="File">The file, absolute.</param>
/// <param name="Line">The line, from 1; null for the file as a whole.</param>
/// <param name="Column">The column, from 1; null for the line as a whole.</param>
internal sealed record FilePlace(string File, int? Line = null, int? Column = null);
