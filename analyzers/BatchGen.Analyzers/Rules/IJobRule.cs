using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;

namespace BatchGen.Analyzers.Rules;

/// <summary>
/// A rule on what a job declares. It sees the same values as the generator, so that what is reported and what is emitted cannot
/// disagree.
/// </summary>
internal interface IJobRule
{
    /// <summary>What of the job breaks the rule.</summary>
    /// <param name="job">The job.</param>
    /// <param name="options">The house options of the file that declares it; <see cref="RuleOptions.Standard"/> for the generator.</param>
    IEnumerable<Finding> Check(JobSpec job, RuleOptions options);
}
