using BatchGen.Analyzers.Files.Yaml;

namespace BatchGen.Workflow.Prefect.Deployments;

/// <summary>The rules on build, push and pull steps.</summary>
internal static class StepRules
{
    public static IReadOnlyList<string> Kinds { get; } = ["build", "push", "pull"];

    public static void Check(YamlValue owner, string what, YamlProblems problems)
    {
        foreach (string kind in Kinds)
        {
            if (owner[kind] is not { Kind: not YamlKind.Null } steps)
            {
                continue;
            }

            if (steps.Kind != YamlKind.List || (kind == "pull" && steps.Items.IsEmpty))
            {
                // An empty list of pull steps means something else in each version.
                problems.Add(steps.Span, $"'{kind}' of {what} is no list of steps: write null for none");
                continue;
            }

            foreach (YamlValue step in steps.Items)
            {
                if (step is not { Kind: YamlKind.Map, Members: [{ } only] })
                {
                    problems.Add(step.Span, $"a step of '{kind}' of {what} is not one key with its arguments");
                }
                else if (!only.Name.Contains('.', StringComparison.Ordinal))
                {
                    problems.Add(only.NameSpan, $"the step '{only.Name}' of '{kind}' of {what} is no full dotted name: it would deploy and then fail in the run");
                }
            }
        }
    }
}
