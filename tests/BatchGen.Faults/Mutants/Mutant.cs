using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Mutants;

/// <summary>A deliberately broken engine: one place of its source, changed.</summary>
/// <param name="Name">The name that reports and <c>mutants --only</c> use.</param>
/// <param name="Breaks">What it breaks, in a sentence.</param>
/// <param name="File">The source file, below <c>src/BatchGen</c>.</param>
/// <param name="Original">Text of that file, which must be there exactly once.</param>
/// <param name="Replacement">What stands in its place.</param>
internal sealed record Mutant(string Name, string Breaks, string File, string Original, string Replacement)
{
    /// <summary>Which schedules can show it; the others would only cost time.</summary>
    public Func<Schedule, bool> Shows { get; init; } = _ => true;

    /// <summary>How many of those it may survive before it counts as not caught.</summary>
    public int MaxSchedules { get; init; } = 40;

    /// <summary>Whether every run of the tests has to catch it, not only the command.</summary>
    public bool IsNamed { get; init; }

    public override string ToString() => Name;
}
