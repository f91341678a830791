using System.Globalization;
using BatchGen.Analyzers.Files.Yaml;

namespace BatchGen.Workflow.Prefect.Deployments;

/// <summary>The rules on one deployment.</summary>
internal static class DeploymentRules
{
    private static readonly string[] Keys =
    [
        "name", "version", "description", "tags", "entrypoint", "parameters", "enforce_parameter_schema", "paused", "schedules", "concurrency_limit",
        "work_pool", "build", "push", "pull", "triggers",
    ];

    private static readonly char[] BannedInNames = ['/', '%', '&', '>', '<'];

    public static void Check(YamlValue deployment, YamlValue root, YamlProblems problems)
    {
        if (deployment.Kind != YamlKind.Map)
        {
            problems.Add(deployment.Span, "a deployment is no map of keys");
            return;
        }

        string what = deployment["name"] is { Kind: YamlKind.Scalar } name ? $"deployment '{name.Text}'" : "a deployment";
        problems.RequireKnown(deployment, what, Keys);
        if (problems.RequireText(deployment, "name", what)?.IndexOfAny(BannedInNames) >= 0)
        {
            problems.Add(deployment["name"]!.Span, $"the name of {what} has one of {string.Join(' ', BannedInNames)}, which Prefect refuses");
        }

        problems.RequireText(deployment, "version", what, isRequired: false);
        problems.RequireText(deployment, "description", what, isRequired: false);
        CheckEntrypoint(deployment, what, problems);
        foreach (YamlValue tag in deployment["tags"]?.Items ?? [])
        {
            if (tag.Kind != YamlKind.Scalar || tag.Text.Trim().Length == 0)
            {
                problems.Add(tag.Span, $"a tag of {what} is empty");
            }
        }

        if (deployment["parameters"] is { Kind: not YamlKind.Map } parameters)
        {
            problems.Add(parameters.Span, $"'parameters' of {what} is no map");
        }

        problems.RequireFlag(deployment, "enforce_parameter_schema", what);
        problems.RequireFlag(deployment, "paused", what);
        ScheduleRules.Check(deployment, what, problems);
        CheckLimit(deployment, what, problems);
        CheckPool(deployment, what, problems);
        StepRules.Check(deployment, what, problems);
    }

    private static void CheckEntrypoint(YamlValue deployment, string what, YamlProblems problems)
    {
        if (problems.RequireText(deployment, "entrypoint", what) is not { } entrypoint)
        {
            return;
        }

        string[] parts = entrypoint.Split(':');
        if (parts is not [[.., '.', 'p', 'y'], { Length: > 0 } function] || function.Contains('-', StringComparison.Ordinal))
        {
            problems.Add(deployment["entrypoint"]!.Span, $"the entrypoint of {what} is no 'flows/FILE.py:FUNCTION'");
        }
        else if (Path.IsPathRooted(parts[0]))
        {
            problems.Add(deployment["entrypoint"]!.Span, $"the entrypoint of {what} is an absolute path, which only this machine has");
        }
    }

    private static void CheckLimit(YamlValue deployment, string what, YamlProblems problems)
    {
        switch (deployment["concurrency_limit"])
        {
            case null or { Kind: YamlKind.Null }:
                problems.Add(deployment.Span, $"{what} has no concurrency_limit (standard 2.3)");
                break;
            case { Kind: YamlKind.Map } limit:
                problems.RequireKnown(limit, $"the concurrency_limit of {what}", "limit", "collision_strategy", "grace_period_seconds");
                CheckNumber(limit["limit"], limit, what, problems);
                if (problems.RequireText(limit, "collision_strategy", $"the concurrency_limit of {what}") is { } strategy && strategy is not ("ENQUEUE" or "CANCEL_NEW"))
                {
                    problems.Add(limit["collision_strategy"]!.Span, $"the collision_strategy of {what} is '{strategy}': write ENQUEUE or CANCEL_NEW");
                }

                break;
            case { } number:
                CheckNumber(number, number, what, problems);
                break;
        }
    }

    private static void CheckNumber(YamlValue? number, YamlValue place, string what, YamlProblems problems)
    {
        if (number is not { IsPlain: true } || !int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit < 1)
        {
            problems.Add(number?.Span ?? place.Span, $"the concurrency limit of {what} is no number from 1");
        }
    }

    private static void CheckPool(YamlValue deployment, string what, YamlProblems problems)
    {
        if (deployment["work_pool"] is not { Kind: YamlKind.Map } pool)
        {
            problems.Add(deployment["work_pool"]?.Span ?? deployment.Span, $"{what} has no work_pool");
            return;
        }

        problems.RequireKnown(pool, $"the work_pool of {what}", "name", "work_queue_name", "job_variables");
        if (problems.RequireText(pool, "name", $"the work_pool of {what}")?.StartsWith("prefect", StringComparison.OrdinalIgnoreCase) == true)
        {
            problems.Add(pool["name"]!.Span, $"the work pool of {what} begins with 'prefect', which is kept for Prefect's own");
        }

        problems.RequireText(pool, "work_queue_name", $"the work_pool of {what}", isRequired: false);
        if (pool["job_variables"] is { Kind: not YamlKind.Map } variables)
        {
            problems.Add(variables.Span, $"'job_variables' of {what} is no map");
        }
        else if (pool["job_variables"]?["env"] is { } environment)
        {
            foreach (YamlMember variable in environment.Members)
            {
                problems.RequireText(environment, variable.Name, $"the environment of {what}");
            }
        }
    }
}
