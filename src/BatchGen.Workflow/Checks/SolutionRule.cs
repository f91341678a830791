using BatchGen.Analyzers.Model;

namespace BatchGen.Workflow.Checks;

/// <summary>
/// A rule that one compilation cannot judge, because it is about several, or about what was generated from them. The class name is the
/// rule's name. Ids: <c>BWT</c>, the section of the standard (two digits; <c>00</c> is the tool's own) and an ordinal; never reused.
/// </summary>
internal abstract class SolutionRule
{
    protected SolutionRule(string id, CheckSeverity severity, string clause, string title, string description) =>
        Rule = new CheckRule(id, GetType().Name, severity, clause, title, $"{description} (Batch Workflow Standard {clause})", HelpLink(id));

    public CheckRule Rule { get; }

    /// <summary>What breaks the rule.</summary>
    public abstract IEnumerable<CheckFinding> Check(CheckContext context);

    /// <summary>A finding about a job.</summary>
    protected CheckFinding On(CheckContext context, CheckedJob job, Anchor anchor, string message) => new()
    {
        Rule = Rule,
        Message = message,
        Project = job.Project.Name,
        Job = job.Model.Name,
        Place = context.PlaceOf(job, anchor),
    };

    private static string HelpLink(string id) => $"https://github.com/batchgen/batchgen/blob/main/docs/checking.md#{id.ToLowerInvariant()}";
}
