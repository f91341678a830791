using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section10Jobs;

/// <summary>BWS1003: the name goes into commands, metrics, deployments, groups and file names, and must be right for all of them.</summary>
internal sealed class JobNameIsKebabCase() : Rule(Definition), IJobRule
{
    /// <summary>The corrected name, for the fix; absent when there is no obvious one.</summary>
    public const string SuggestionProperty = "Suggestion";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1003",
        RuleCategory.Jobs,
        DiagnosticSeverity.Error,
        clause: "1.2",
        title: "A job's name is in kebab case",
        messageFormat: "Job '{0}' {1}: write {2}",
        description: "A job's name is [a-z0-9]+(-[a-z0-9]+)* of at most 63 characters: it becomes a command, a label and a group.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        if (job is { Name: null, IsUnresolved: true } || (job.Name is { } valid && JobName.IsValid(valid)))
        {
            yield break;
        }

        string? suggestion = JobName.Suggest(string.IsNullOrWhiteSpace(job.Name) ? job.Declaration.Header.Name : job.Name!);
        yield return new(
            Anchor.Job("name"),
            job.Declaration.NestedName,
            Problem(job.Name),
            suggestion is null ? "one like 'people-ingest'" : $"'{suggestion}'")
        {
            Properties = suggestion is null
                ? ImmutableDictionary<string, string?>.Empty
                : ImmutableDictionary<string, string?>.Empty.Add(SuggestionProperty, suggestion),
        };
    }

    private static string Problem(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "has no name"
        : name!.Length > JobName.MaxLength ? $"has a name of {name.Length} characters, and {JobName.MaxLength} is the most"
        : $"has the name '{name}', which is not lower-case words of letters and digits joined by hyphens";
}
