using System.Text.RegularExpressions;
using BatchGen.Analyzers.Files.Yaml;

namespace BatchGen.Workflow.Prefect.Deployments;

/// <summary>The rules on <c>{{ … }}</c>: there is no way to write it literally, and what means nothing is dropped.</summary>
internal static partial class TemplateRules
{
    public static void Check(YamlValue root, YamlProblems problems)
    {
        HashSet<string> shared = StepIds(root);
        foreach (YamlValue deployment in root["deployments"]?.Items ?? [])
        {
            HashSet<string> known = [.. shared, .. StepIds(deployment)];
            foreach (YamlMember member in deployment.Members)
            {
                bool isStep = StepRules.Kinds.Contains(member.Name);
                Visit(member.Value, known, isStep, isFreeText: member.Name is "description" or "parameters" or "name", problems);
            }
        }
    }

    private static HashSet<string> StepIds(YamlValue owner) =>
    [
        .. StepRules.Kinds.SelectMany(kind => owner[kind]?.Items ?? [])
            .SelectMany(static step => step.Members)
            .Select(static step => step.Value["id"]?.Text)
            .OfType<string>(),
    ];

    private static void Visit(YamlValue value, HashSet<string> stepIds, bool isStep, bool isFreeText, YamlProblems problems)
    {
        if (value.Kind == YamlKind.Scalar)
        {
            CheckText(value, stepIds, isStep, isFreeText, problems);
        }

        foreach (YamlValue part in value.Items.Concat(value.Members.Select(static member => member.Value)))
        {
            Visit(part, stepIds, isStep, isFreeText, problems);
        }
    }

    private static void CheckText(YamlValue value, HashSet<string> stepIds, bool isStep, bool isFreeText, YamlProblems problems)
    {
        foreach (Match match in Template().Matches(value.Text))
        {
            string inside = match.Groups[1].Value.Trim();
            string first = inside.Split('.')[0];
            string? problem = isFreeText ? "stands where text is meant, and Prefect has no way to write it literally"
                : inside.StartsWith('$') || inside.StartsWith("prefect.variables.", StringComparison.Ordinal) ? null
                : inside.StartsWith("prefect.blocks.", StringComparison.Ordinal) ? isStep ? null : "is a secret that would be stored in clear text: blocks belong into build, push and pull"
                : stepIds.Contains(first) ? null
                : "is no id of a step, no $VARIABLE, no variable and no block of Prefect: it would be dropped";
            if (problem is not null)
            {
                problems.Add(value.Span, $"'{match.Value}' {problem}");
            }
        }
    }

    [GeneratedRegex(@"\{\{([^{}]*)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Template();
}
