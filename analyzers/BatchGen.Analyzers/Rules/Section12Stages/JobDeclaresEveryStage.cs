using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section12Stages;

/// <summary>BWS1201: a job names each stage of the standard, so that nothing is extracted that goes nowhere.</summary>
/// <remarks>
/// Complete are extract, transform and publish (with or without load); load alone; and load with publish, which consumes, transforms
/// and produces.
/// </remarks>
internal sealed class JobDeclaresEveryStage() : Rule(Definition), IJobRule
{
    /// <summary>Names the missing stages, separated by commas, for the fix.</summary>
    public const string MissingProperty = "Missing";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1201",
        RuleCategory.Stages,
        DiagnosticSeverity.Error,
        clause: "1.2",
        title: "A job declares every stage",
        messageFormat: "Job '{0}' declares {1}, but {2} is missing: add {3} (a job with only [Load] stages is complete, too)",
        description: "A flow has explicit extract, transform and publish or load stages; a job with only load stages is a consumer job.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        ImmutableArray<StageKind> missing = Missing(job);
        if (missing.IsEmpty)
        {
            yield break;
        }

        string present = job.Stages.Count == 0
            ? "no stages"
            : string.Join(" and ", job.Stages.Select(static stage => AttributeOf(stage.Kind)).Distinct());
        yield return new(
            Anchor.Type,
            job.Name ?? job.Declaration.NestedName,
            present,
            string.Join(" and ", missing.Select(static kind => kind.ToString().ToLowerInvariant())),
            string.Join(" and ", missing.Select(static kind => $"a {AttributeOf(kind)} method")))
        {
            Properties = ImmutableDictionary<string, string?>.Empty.Add(MissingProperty, string.Join(",", missing)),
        };
    }

    private static ImmutableArray<StageKind> Missing(JobSpec job)
    {
        bool Has(StageKind kind) => job.StagesOf(kind).Any();

        bool readsSource = Has(StageKind.Extract) || Has(StageKind.Transform);
        if (Has(StageKind.Load) && !readsSource)
        {
            return [];
        }

        return
        [
            .. new[] { StageKind.Extract, StageKind.Transform, StageKind.Publish }.Where(kind => !Has(kind)),
        ];
    }

    private static string AttributeOf(StageKind kind) => $"[{kind}]";
}
