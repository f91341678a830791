using BatchGen.Analyzers.Files.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Workflow.Prefect.Deployments;

/// <summary>Collects what is wrong with a file, with the lines.</summary>
internal sealed class YamlProblems(string text)
{
    private readonly List<(int Start, PrefectYamlProblem Problem)> _all = [];

    public IReadOnlyList<PrefectYamlProblem> All => [.. _all.OrderBy(static problem => problem.Start).Select(static problem => problem.Problem)];

    public void Add(TextSpan place, string message)
    {
        int start = Math.Min(place.Start, text.Length);
        _all.Add((start, new PrefectYamlProblem(1 + text.AsSpan(0, start).Count('\n'), message)));
    }

    /// <summary>Reports keys that Prefect would drop in silence, and keys that stand there twice.</summary>
    public void RequireKnown(YamlValue map, string what, params IReadOnlyCollection<string> keys)
    {
        HashSet<string> seen = [];
        foreach (YamlMember member in map.Members)
        {
            if (!keys.Contains(member.Name))
            {
                Add(member.NameSpan, $"{what} has the key '{member.Name}', which is not written here: one of {string.Join(", ", keys)}");
            }
            else if (!seen.Add(member.Name))
            {
                Add(member.NameSpan, $"{what} has the key '{member.Name}' twice");
            }
        }
    }

    /// <summary>The text of a member; what is not in quotes and looks like something else is reported, because YAML takes it for that.</summary>
    public string? RequireText(YamlValue map, string name, string what, bool isRequired = true)
    {
        if (map[name] is not { } value || value.Kind == YamlKind.Null)
        {
            if (isRequired)
            {
                Add(map.Span, $"{what} has no '{name}'");
            }

            return null;
        }

        if (value.Kind != YamlKind.Scalar)
        {
            Add(value.Span, $"'{name}' of {what} is no text");
            return null;
        }

        if (value.IsPlain && IsTakenForAnother(value.Text))
        {
            Add(value.Span, $"'{name}' of {what} is {value.Text} without quotes, which YAML takes for no text: write \"{value.Text}\"");
        }

        return value.Text;
    }

    /// <summary>A truth value that is written as one.</summary>
    public void RequireFlag(YamlValue map, string name, string what, bool isRequired = false)
    {
        if (map[name] is { } value ? !(value.IsPlain && value.Text is "true" or "false") : isRequired)
        {
            Add(map[name]?.Span ?? map.Span, $"'{name}' of {what} is not true or false");
        }
    }

    private static bool IsTakenForAnother(string text) =>
        text.Length == 0 || char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.' || text.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off" or "null" or "~";
}
