using BatchGen.Analyzers.Files.Yaml;
using BatchGen.Analyzers.Scheduling;

namespace BatchGen.Workflow.Prefect.Deployments;

/// <summary>The rules on the schedules of a deployment (standard 2.1).</summary>
internal static class ScheduleRules
{
    public static void Check(YamlValue deployment, string what, YamlProblems problems)
    {
        switch (deployment["schedules"])
        {
            case null:
                break;
            case { Kind: YamlKind.List } list:
                foreach (YamlValue schedule in list.Items)
                {
                    CheckOne(schedule, what, problems);
                }

                break;
            case { } other:
                problems.Add(other.Span, $"'schedules' of {what} is no list: write [] for none");
                break;
        }
    }

    private static void CheckOne(YamlValue schedule, string what, YamlProblems problems)
    {
        string place = $"a schedule of {what}";
        problems.RequireKnown(schedule, place, "slug", "cron", "timezone", "day_or", "active", "parameters");
        problems.RequireText(schedule, "slug", place);
        if (problems.RequireText(schedule, "cron", place) is { } cron)
        {
            (CronExpression? expression, CronProblem? problem) = CronParser.Parse(cron);
            if (problem is not null)
            {
                problems.Add(schedule["cron"]!.Span, $"the cron '{cron}' of {what} {problem.Found}: {problem.Remedy}");
            }
            else if (!expression!.CanFire)
            {
                problems.Add(schedule["cron"]!.Span, $"the cron '{cron}' of {what} has no next date");
            }
        }

        if (problems.RequireText(schedule, "timezone", place) is { } zone && zone != "UTC")
        {
            problems.Add(schedule["timezone"]!.Span, $"the timezone of {what} is '{zone}': write \"UTC\"");
        }

        problems.RequireFlag(schedule, "day_or", place);

        // Without it the next deployment leaves a schedule as somebody has set it in the browser, or not: nobody can tell from the file.
        problems.RequireFlag(schedule, "active", place, isRequired: true);
    }
}
