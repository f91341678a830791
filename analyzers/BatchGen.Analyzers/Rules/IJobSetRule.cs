using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Rules;

/// <summary>
/// A rule on all jobs of a compilation together. It runs when the compilation ends, so editors show its reports only once they have
/// analyzed the whole project; what one job alone shows belongs into an <see cref="IJobRule"/>.
/// </summary>
internal interface IJobSetRule
{
    /// <summary>What of the jobs breaks the rule.</summary>
    /// <param name="jobs">The jobs, in an order that does not depend on the machine.</param>
    IEnumerable<JobFinding> Check(IReadOnlyList<JobSpec> jobs);
}

/// <summary>A breach by one of several jobs.</summary>
/// <param name="Job">The index of the job on whose declaration the report stands.</param>
/// <param name="Finding">The breach.</param>
internal readonly record struct JobFinding(int Job, Finding Finding);
