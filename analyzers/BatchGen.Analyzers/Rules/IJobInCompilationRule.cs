using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Options;

namespace BatchGen.Analyzers.Rules;

/// <summary>
/// A rule on one job that depends on more than the job declares: on another type of the compilation, or on the file that it is in. The
/// generator does not ask it, so it cannot block.
/// </summary>
internal interface IJobInCompilationRule
{
    /// <summary>What of the job breaks the rule.</summary>
    IEnumerable<Finding> Check(JobSpec job, JobSurroundings surroundings);
}

/// <summary>What is around a job.</summary>
/// <param name="Known">The compilation and its types.</param>
/// <param name="FilePath">The file that declares it, as the compiler was given it; empty when it has none.</param>
/// <param name="Options">The house options of that file.</param>
/// <param name="CancellationToken">Ends the check.</param>
internal sealed record JobSurroundings(KnownTypes Known, string FilePath, RuleOptions Options, CancellationToken CancellationToken);
