using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>
/// BWS4401: members of one group share the partitions out among them, so that of two jobs in one group each gets a part of its records
/// only. Several loads of one job may share a group: the standard asks for one per job.
/// </summary>
internal sealed class ConsumerGroupIsDedicated() : Rule(Definition), IJobSetRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4401",
        RuleCategory.Consumers,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "A consumer group belongs to one job",
        messageFormat: "{0} of job '{1}' consumes in group '{2}', which is that of job '{3}': write a group of its own, or leave Group out{4}",
        description: "Each job has consumer groups of its own, so that it gets every record and its offsets are its own.",
        atCompilationEnd: true);

    public IEnumerable<JobFinding> Check(IReadOnlyList<JobSpec> jobs)
    {
        foreach (IGrouping<string, Member> group in Members(jobs).GroupBy(static member => member.Group, StringComparer.Ordinal))
        {
            // A group that is a job's default is that job's, wherever in the order it comes.
            Member owner = group.FirstOrDefault(static member => member.Stage.Group is null) ?? group.First();
            foreach (Member member in group.Where(member => member.JobIndex != owner.JobIndex && member.Stage.Group is not null))
            {
                yield return new(member.JobIndex, new(
                    Anchor.Stage(member.StageIndex, nameof(member.Stage.Group)),
                    member.Stage.DisplayName,
                    member.Job.DisplayName,
                    member.Group,
                    owner.Job.DisplayName,
                    DefaultOf(member) is { } own && own != member.Group ? $", which means '{own}'" : ""));
            }
        }
    }

    private static IEnumerable<Member> Members(IReadOnlyList<JobSpec> jobs)
    {
        for (int job = 0; job < jobs.Count; job++)
        {
            for (int index = 0; index < jobs[job].Stages.Count; index++)
            {
                // Two default groups are the same only where two jobs have one name, which is a mistake of its own.
                StageSpec stage = jobs[job].Stages[index];
                if (stage is { Kind: StageKind.Load, IsUnresolved: false }
                    && (stage.Group is null ? DefaultOf(jobs[job], stage) : stage.Group) is { } group
                    && !string.IsNullOrWhiteSpace(group))
                {
                    yield return new(job, jobs[job], index, stage, group);
                }
            }
        }
    }

    private static string? DefaultOf(Member member) => DefaultOf(member.Job, member.Stage);

    private static string? DefaultOf(JobSpec job, StageSpec stage) =>
        string.IsNullOrWhiteSpace(job.Name) ? null : job.GroupOf(stage with { Group = null });

    private sealed record Member(int JobIndex, JobSpec Job, int StageIndex, StageSpec Stage, string Group);
}
