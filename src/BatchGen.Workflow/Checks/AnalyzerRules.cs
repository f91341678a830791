using System.Globalization;
using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Rules.Files;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Workflow.Checks.Files;
using Microsoft.CodeAnalysis;

namespace BatchGen.Workflow.Checks;

/// <summary>
/// The rules of the analyzers, as they are, on the jobs of all assemblies together and on the files on the disk. House options of an
/// <c>.editorconfig</c> are not known here: the standard alone is asked for.
/// </summary>
internal static class AnalyzerRules
{
    public static IEnumerable<CheckFinding> Check(CheckContext context, CancellationToken cancellationToken)
    {
        foreach (Rule rule in RuleBook.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IEnumerable<CheckFinding> findings = RulePlaces.Of(rule.Id) switch
            {
                RulePlace.Job => OnJobs((IJobRule)rule, rule, context),
                RulePlace.Solution => OnAll((IJobSetRule)rule, rule, context.Jobs, context),
                RulePlace.Assembly => OnAssemblies((IJobSetRule)rule, rule, context),
                RulePlace.Files => OnFiles((IJobFileRule)rule, rule, context),
                _ => [],
            };
            foreach (CheckFinding finding in findings)
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<CheckFinding> OnJobs(IJobRule rule, Rule described, CheckContext context) =>
        context.Jobs.SelectMany(job => rule.Check(job.Spec, RuleOptions.Standard).Select(finding => Of(described, finding, job, context)));

    private static IEnumerable<CheckFinding> OnAll(IJobSetRule rule, Rule described, IReadOnlyList<CheckedJob> jobs, CheckContext context) =>
        rule.Check([.. jobs.Select(static job => job.Spec)]).Select(found => Of(described, found.Finding, jobs[found.Job], context));

    /// <summary>A breach within an assembly has the rule's severity; one that only several assemblies together show is worth knowing.</summary>
    private static IEnumerable<CheckFinding> OnAssemblies(IJobSetRule rule, Rule described, CheckContext context)
    {
        List<CheckFinding> within = [.. context.Jobs.GroupBy(static job => job.Project).SelectMany(jobs => OnAll(rule, described, [.. jobs], context))];
        HashSet<(string Project, string? Job)> told = [.. within.Select(static finding => (finding.Project, finding.Job))];
        IEnumerable<CheckFinding> across = OnAll(rule, described, context.Jobs, context)
            .Where(finding => !told.Contains((finding.Project, finding.Job)))
            .Select(static finding => finding with { Rule = finding.Rule with { Severity = CheckSeverity.Info } });
        return within.Concat(across);
    }

    private static IEnumerable<CheckFinding> OnFiles(IJobFileRule rule, Rule described, CheckContext context)
    {
        HashSet<Location> reported = [];
        foreach (CheckedJob job in context.Jobs)
        {
            if (context.FilesOf(job.Project) is not { } files)
            {
                continue;
            }

            foreach (Finding finding in rule.Check(new JobFiles(job.Spec, files, (_, topic) => ModelSchemas.Of(job.Model, topic))))
            {
                // A file may be several jobs': what is wrong in one place of it is said once.
                if (finding.Place is null || reported.Add(finding.Place))
                {
                    yield return Of(described, finding, job, context);
                }
            }
        }
    }

    private static CheckFinding Of(Rule rule, Finding finding, CheckedJob job, CheckContext context) => new()
    {
        Rule = CheckRule.Of(rule),
        Message = string.Format(CultureInfo.InvariantCulture, rule.Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), finding.Arguments),
        Project = job.Project.Name,
        Job = job.Model.Name,
        Place = finding.Place is { } place ? FilePlaces.Of(place) : context.PlaceOf(job, finding.Anchor),
    };
}
