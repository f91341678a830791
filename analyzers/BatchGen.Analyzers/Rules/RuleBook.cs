using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Rules;

/// <summary>The rules that every job is held to.</summary>
internal static class RuleBook
{
    /// <summary>The ids of the blocking rules that a job breaks, in ordinal order.</summary>
    /// <param name="job">The job.</param>
    public static IReadOnlyList<string> BlockingRules(JobSpec job) => [];
}
