using BatchGen.Analyzers.Rules.Files;

namespace BatchGen.Analyzers.Rules;

/// <summary>
/// A rule on a job and the files beside its code. It runs only where the package's targets say that the files are there to be checked
/// (<c>BatchGenCheckFiles</c>), and only on jobs that have a name and compile.
/// </summary>
internal interface IJobFileRule
{
    /// <summary>What of the job or of its files breaks the rule. What is missing is reported on the job, what is wrong where it stands.</summary>
    IEnumerable<Finding> Check(JobFiles job);
}
