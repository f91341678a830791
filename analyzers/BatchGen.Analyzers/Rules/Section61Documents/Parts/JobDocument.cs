using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section61Documents;

/// <summary>The two documents of a job, and what each must cover (docs/job-documents.md).</summary>
internal static class JobDocument
{
    public const string Template = "template.md";
    public const string Runbook = "runbook.md";

    private static readonly DocumentPart Idempotency = new("idempotency", "Idempotency", "idempoten");

    private static readonly DocumentPart Trigger = new("how the job is started", "Trigger", "trigger|schedul|cron");

    private static readonly DocumentPart Schedule = new(
        "the schedule with its environments and time zone",
        "Schedule",
        "trigger|schedul|cron",
        "environment|\\benvs?\\b|\\blocal|\\bdev|staging|\\bprod",
        "time ?-?zone|\\bUTC\\b|\\btz\\b");

    private static readonly DocumentPart Deployment = new("deployment", "Deployment", "deploy");

    private static readonly DocumentPart Topics = new("topics", "Topics and schemas", "topic|kafka|schema");

    private static readonly DocumentPart Schemas = new(
        "topics with a link to the schema", "Topics and schemas", "topic|kafka|schema", "\\.schema\\.json|\\.avsc|schema[^\\n]{0,200}\\]\\(|\\]\\([^)\\n]{0,200}schema");

    private static readonly DocumentPart Retries = new("retries and timeouts", "Retries and timeouts", "retr(y|ies)|attempts|backoff", "time-?outs?|timed out|timeoutseconds");

    private static readonly DocumentPart Fallback = new("the fallback", "Fallback", "fall ?-?back");

    /// <summary>What the template covers: with a schedule only where the job has one, and a deployment only where it is deployed.</summary>
    public static IEnumerable<DocumentPart> TemplatePartsOf(JobSpec job)
    {
        yield return Idempotency;
        yield return job.Cron is null ? Trigger : Schedule;
        if (!job.IsConsumerJob)
        {
            yield return Deployment;
        }

        yield return job.Stages.Any(static stage => stage.Kind == StageKind.Publish) ? Schemas : Topics;
        yield return Retries;
        yield return Fallback;
    }

    public static IReadOnlyList<DocumentPart> RunbookParts { get; } =
    [
        new("starting and stopping", "Starting and stopping", "\\bstart|\\bstop|\\brun(ning)?\\b|operat", "\\bstart|\\brun(ning)?\\b", "\\bstop|\\bcancel|shut(ting)? ?down"),
        new("environment variables and secrets", "Environment and secrets", "environment|\\benv\\b|variable|setting|configur|secret|credential", "environment|\\benv\\b|variable|setting|configur", "secret|credential|password|\\bkeys?\\b"),
        new("health checks", "Health", "health|liveness|readiness|monitor|probe|alive"),
        new("Kafka topics and groups", "Kafka topics and groups", "kafka|topic|consumer group", "topic", "group"),
        new("dead letters (DLQ)", "Dead letters", "\\bDLQs?\\b|dead-? ?letter"),
        new("troubleshooting", "Troubleshooting", "troubleshoot|trouble ?shoot|diagnos|known (issue|problem)|common (issue|problem|failure)|when (it|something) (fails|goes wrong)|symptom|\\bFAQ\\b"),
        new("escalation", "Escalation", "escalat|on-? ?call|\\bcontacts?\\b|who to (call|ask)"),
    ];

    /// <summary>The document's breaches: it is missing, or a part of it is.</summary>
    public static IEnumerable<Finding> Check(JobFiles job, string name, IEnumerable<DocumentPart> parts)
    {
        if (job.Files.Document(job.Job, name) is not { } file)
        {
            Anchor anchor = Anchor.Job(string.IsNullOrWhiteSpace(job.Job.Docs) ? "name" : "Docs");
            yield return new(anchor, job.Name, $"is missing: write '{job.Files.FolderOf(job.Job)}/{name}'");
            yield break;
        }

        // Several parts can be missing in one place: one report names them together.
        IEnumerable<IGrouping<TextSpan, (string What, TextSpan Place)>> missing = parts
            .Select(part => part.MissingIn(file.Markdown))
            .OfType<(string What, TextSpan Place)>()
            .GroupBy(static part => part.Place);
        foreach (IGrouping<TextSpan, (string What, TextSpan Place)> group in missing)
        {
            yield return new(Anchor.Job("name"), job.Name, string.Join("; ", group.Select(static part => part.What))) { Place = file.At(group.Key) };
        }
    }
}
