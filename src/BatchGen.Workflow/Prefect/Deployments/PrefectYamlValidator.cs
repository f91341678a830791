using BatchGen.Analyzers.Files.Yaml;

namespace BatchGen.Workflow.Prefect.Deployments;

/// <summary>One thing that Prefect would pass over, refuse late, or take for something else.</summary>
/// <param name="Line">Where, from 1.</param>
/// <param name="Message">What is wrong and what to write.</param>
internal sealed record PrefectYamlProblem(int Line, string Message);

/// <summary>
/// Holds a <c>prefect.yaml</c> against rules that are stricter than Prefect's: an unknown key is dropped there in silence, and a wrong type
/// makes the whole file count as empty (docs/prefect.md).
/// </summary>
internal static class PrefectYamlValidator
{
    private static readonly string[] Keys = ["prefect-version", "name", "build", "push", "pull", "deployments"];

    /// <summary>All problems, in the order of the file; none means that Prefect takes it as it is meant.</summary>
    public static IReadOnlyList<PrefectYamlProblem> Validate(string text)
    {
        YamlText yaml = YamlReader.Read(text);
        YamlProblems problems = new(text);
        if (yaml.Root is not { Kind: YamlKind.Map } root)
        {
            problems.Add(yaml.ErrorSpan, yaml.Error is null ? "it is no map of keys" : $"it cannot be read: {yaml.Error}");
            return problems.All;
        }

        problems.RequireKnown(root, "the file", Keys);
        foreach (string name in new[] { "prefect-version", "name" })
        {
            problems.RequireText(root, name, "the file", isRequired: false);
        }

        StepRules.Check(root, "the file", problems);
        if (root["deployments"] is not { Kind: YamlKind.List } deployments)
        {
            problems.Add(root["deployments"]?.Span ?? root.Span, "it has no list of deployments");
            return problems.All;
        }

        foreach (YamlValue deployment in deployments.Items)
        {
            DeploymentRules.Check(deployment, root, problems);
        }

        foreach (IGrouping<string, YamlValue> same in deployments.Items.Select(static item => item["name"]).OfType<YamlValue>().GroupBy(static name => name.Text))
        {
            if (same.Skip(1).FirstOrDefault() is { } second)
            {
                problems.Add(second.Span, $"two deployments are called '{same.Key}', and Prefect deploys one of them");
            }
        }

        TemplateRules.Check(root, problems);
        return problems.All;
    }
}
