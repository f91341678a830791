using System.Collections.Immutable;
using System.Globalization;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section23Concurrency;

/// <summary>BWS2301: a job says how many of its runs may overlap; one that only consumes has none that could.</summary>
internal sealed class JobLimitsConcurrency() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS2301",
        RuleCategory.Concurrency,
        DiagnosticSeverity.Error,
        clause: "2.3",
        title: "A job limits its concurrent runs",
        messageFormat: "Job '{0}' states {1}, so that nothing keeps its runs from overlapping: write Concurrency = 1",
        description: "Every job with runs states how many of them may overlap in one environment; the orchestrator holds back the others.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        bool isWrong = job.Concurrency is { } stated ? stated <= 0 : !job.IsUnresolved;
        if (isWrong && !job.IsStartedByTopic && job.Stages.Count > 0)
        {
            string found = job.Concurrency is { } limit ? $"Concurrency = {limit.ToString(CultureInfo.InvariantCulture)}" : "no Concurrency";
            yield return new(Anchor.Job("Concurrency"), job.DisplayName, found)
            {
                Properties = ImmutableDictionary<string, string?>.Empty.Add(JobArgument.ValueProperty, "1"),
            };
        }
    }
}
