using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules;

namespace BatchGen.Analyzers.Generation;

/// <summary>
/// Jobs that no working code can be written for. Their members are emitted all the same, with bodies that throw, so that one mistake
/// is one diagnostic and not a page of follow-on errors, and so that analyzers switched off cannot make a wrong job run.
/// </summary>
internal static class BlockedJobs
{
    /// <summary>What the bodies of a blocked job throw; null for a job that is not blocked.</summary>
    /// <remarks>
    /// The blocking rules say all that can be wrong with a declaration that compiles. What does not compile they leave to the compiler,
    /// which has reported it.
    /// </remarks>
    public static string? Reason(JobSpec job)
    {
        IReadOnlyList<string> rules = RuleBook.BlockingRules(job);
        string subject = $"Job '{job.Name}' ({job.Declaration.Type.DisplayName})";
        return rules.Count > 0 ? $"{subject} breaks {string.Join(", ", rules)}: see the diagnostics of its build."
            : job.DoesNotCompile ? $"{subject} does not compile: see the errors of its build."
            : null;
    }
}
