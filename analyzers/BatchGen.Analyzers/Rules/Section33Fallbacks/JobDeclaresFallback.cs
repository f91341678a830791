using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section33Fallbacks;

/// <summary>BWS3301: a job says where a record goes when every attempt has failed.</summary>
internal sealed class JobDeclaresFallback() : Rule(Definition), IJobRule
{
    /// <summary>The channel that the fix writes: present where there is no <c>[Fallback]</c> at all.</summary>
    public const string ChannelProperty = "Channel";

    /// <summary>The store that the fix writes and the message proposes.</summary>
    public const string Store = "file:///var/lib/batch/fallback";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3301",
        RuleCategory.Fallbacks,
        DiagnosticSeverity.Error,
        clause: "3.3",
        title: "A job declares its fallback",
        messageFormat: "Job '{0}' has no {1}, and a record that fails for good would be lost: write [Fallback(\"{2}\", Notify = [\"{3}\"])]",
        description: "When every attempt has failed the payload is kept in a durable store, and somebody is told.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        string channel = FallbackChannel.DefaultFor(job);
        if (job.Fallback is null)
        {
            yield return new(Anchor.Type, job.DisplayName, "[Fallback]", Store, channel)
            {
                Properties = ImmutableDictionary<string, string?>.Empty.Add(ChannelProperty, channel),
            };
        }
        else if (job.Fallback.Store is null && !job.IsUnresolved)
        {
            yield return new(Anchor.Fallback("store"), job.DisplayName, "store in [Fallback]", Store, channel);
        }
    }
}
