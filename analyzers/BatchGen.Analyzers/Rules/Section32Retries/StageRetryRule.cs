using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>The stated numbers of one kind of stage against the standard's; that they are stated at all is BWS3201's.</summary>
/// <param name="descriptor">Id, texts and severity.</param>
/// <param name="kind">The kind of stage.</param>
internal abstract class StageRetryRule(DiagnosticDescriptor descriptor, StageKind kind) : Rule(descriptor), IJobRule
{
    private protected const string MessageFormat = "{0} of job '{1}' states {2} = {3}: {4}";

    private readonly StageBounds _bounds = StageBounds.Of(kind);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage.Kind != kind)
            {
                continue;
            }

            foreach (BoundBreach breach in _bounds.Check(stage, options))
            {
                yield return new(
                    Anchor.Stage(index, breach.Argument), stage.DisplayName, job.DisplayName, breach.Argument, breach.Stated, breach.Wanted)
                {
                    Properties = breach.ToProperties(),
                };
            }
        }
    }
}
