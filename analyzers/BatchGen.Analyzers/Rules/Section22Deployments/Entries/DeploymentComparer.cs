using BatchGen.Analyzers.Files.Yaml;
using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section22Deployments;

/// <summary>Compares a deployment with what the job's attributes say. Everything else in it is the user's own.</summary>
internal static class DeploymentComparer
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>What is different, as the end of a sentence about the deployment, and where.</summary>
    public static IEnumerable<(string What, TextSpan Place)> Compare(JobSpec job, DeploymentEntry entry)
    {
        TextSpan name = (entry.Value["name"] ?? entry.Value).Span;
        return Entrypoint(job, entry.Value["entrypoint"], name).Concat(Schedules(job, entry, name)).Concat(Limit(job, entry.Value["concurrency_limit"], name));
    }

    /// <summary>Whether a deployment has a schedule of its own, of whatever kind.</summary>
    public static IReadOnlyList<YamlValue> SchedulesOf(DeploymentEntry entry) =>
        entry.Value["schedules"] is { Kind: YamlKind.List } list ? [.. list.Items.Where(static item => item.Kind == YamlKind.Map)]
        : entry.Value["schedule"] is { Kind: YamlKind.Map } single ? [single]
        : [];

    private static IEnumerable<(string What, TextSpan Place)> Entrypoint(JobSpec job, YamlValue? entrypoint, TextSpan name)
    {
        string expected = DeploymentEntry.FunctionOf(job);
        if (entrypoint is null or { Kind: YamlKind.Null })
        {
            yield return ($"has no entrypoint: write 'flows/{expected}_flow.py:{expected}'", name);
        }
        else if (!DeploymentEntry.IsTemplate(entrypoint) && DeploymentEntry.FunctionOf(entrypoint) is { } function && function != expected)
        {
            yield return ($"starts the function '{function}': the job's flow is '{expected}'", entrypoint.Span);
        }
    }

    private static IEnumerable<(string What, TextSpan Place)> Schedules(JobSpec job, DeploymentEntry entry, TextSpan name)
    {
        IReadOnlyList<YamlValue> schedules = SchedulesOf(entry);
        if (job.Cron is null)
        {
            if (job.Trigger is not null && schedules.Count > 0)
            {
                yield return ("has a schedule, but the job states a Trigger and no Cron", schedules[0].Span.FirstOf());
            }

            yield break;
        }

        if (schedules.Count == 0 && entry.IsProduction)
        {
            yield return ($"has no schedule: write cron \"{job.Cron}\" with timezone \"{ZoneOf(job)}\"", name);
        }

        foreach (YamlValue schedule in schedules)
        {
            YamlValue? cron = schedule["cron"];
            if (cron is null or { Kind: YamlKind.Null })
            {
                yield return ($"has a schedule without cron: the job states \"{job.Cron}\"", schedule.Span.FirstOf());
            }
            else if (!DeploymentEntry.IsTemplate(cron) && Fields(cron.Text) != Fields(job.Cron))
            {
                yield return ($"has the cron \"{cron.Text}\": the job states \"{job.Cron}\"", cron.Span);
            }

            YamlValue? zone = schedule["timezone"];
            if (zone is { Kind: YamlKind.Scalar } && !DeploymentEntry.IsTemplate(zone) && !IsSameZone(zone.Text, ZoneOf(job)))
            {
                yield return ($"has the timezone \"{zone.Text}\": the job's is \"{ZoneOf(job)}\"", zone.Span);
            }
        }
    }

    private static IEnumerable<(string What, TextSpan Place)> Limit(JobSpec job, YamlValue? limit, TextSpan name)
    {
        YamlValue? stated = limit is { Kind: YamlKind.Map } ? limit["limit"] : limit;
        if (job.Concurrency is not { } expected || expected <= 0 || (stated is { Kind: YamlKind.Scalar } && DeploymentEntry.IsTemplate(stated)))
        {
            yield break;
        }

        if (stated is null or { Kind: YamlKind.Null })
        {
            yield return ($"has no concurrency_limit: write {expected}", name);
        }
        else if (DeploymentEntry.WholeNumber(stated) != expected)
        {
            yield return ($"has the concurrency_limit {stated.Text}: the job states {expected}", stated.Span);
        }
    }

    private static TextSpan FirstOf(this TextSpan span) => new(span.Start, Math.Min(1, span.Length));

    private static string ZoneOf(JobSpec job) => string.IsNullOrWhiteSpace(job.TimeZone) ? "UTC" : job.TimeZone!;

    private static bool IsSameZone(string one, string other) => Zone(one) == Zone(other);

    private static string Zone(string zone) => zone.Trim() is "UTC" or "Etc/UTC" or "Etc/UCT" or "UCT" or "Zulu" or "Etc/Zulu" or "Universal" ? "UTC" : zone.Trim();

    private static string Fields(string cron) => string.Join(" ", cron.Split(Blanks, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
