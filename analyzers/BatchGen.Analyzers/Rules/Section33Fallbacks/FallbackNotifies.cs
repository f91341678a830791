using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Rules.Section33Fallbacks.Secrets;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section33Fallbacks;

/// <summary>BWS3303: somebody is told when a record has failed for good.</summary>
internal sealed class FallbackNotifies() : Rule(Definition), IJobRule
{
    /// <summary>The channel that the fix writes in place of Notify; present where there is none.</summary>
    public const string ChannelProperty = "Channel";

    /// <summary>The channel that was meant in place of the reported one; absent where none is obvious.</summary>
    public const string SuggestionProperty = "Suggestion";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3303",
        RuleCategory.Fallbacks,
        DiagnosticSeverity.Error,
        clause: "3.3",
        title: "A fallback notifies a channel",
        messageFormat: "{0} {1}: write {2}",
        description: "A record that went to the fallback store or the dead-letter topic waits for a person, who has to be told.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        if (job.Fallback is not { } fallback || job.IsUnresolved)
        {
            yield break;
        }

        if (fallback.Notify.Count == 0)
        {
            string channel = FallbackChannel.DefaultFor(job);
            yield return new(Anchor.Fallback("Notify"), $"[Fallback] of job '{job.DisplayName}'", "notifies nobody", $"Notify = [\"{channel}\"]")
            {
                Properties = ImmutableDictionary<string, string?>.Empty.Add(ChannelProperty, channel),
            };
        }

        for (int index = 0; index < fallback.Notify.Count; index++)
        {
            // The URL of a webhook in place of a name is BWS3304's, whose message does not repeat it.
            string channel = fallback.Notify[index];
            if (SecretText.KindOf(channel) is null && FallbackChannel.ProblemOf(channel) is { } problem)
            {
                yield return OfChannel(job, index, channel, problem);
            }
        }
    }

    private static Finding OfChannel(JobSpec job, int index, string channel, string problem)
    {
        string? suggestion = FallbackChannel.Suggest(channel);
        return new(
            Anchor.Fallback("Notify", index),
            $"Channel '{channel}' of job '{job.DisplayName}'",
            problem,
            suggestion is null ? "slack:NAME, pagerduty:NAME, webhook:NAME or mailto:ADDRESS" : $"'{suggestion}'")
        {
            Properties = suggestion is null
                ? ImmutableDictionary<string, string?>.Empty
                : ImmutableDictionary<string, string?>.Empty.Add(SuggestionProperty, suggestion),
        };
    }
}
