using System.Globalization;
using System.Numerics;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Files;
using BatchGen.Analyzers.Schemas;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section42Schemas;

/// <summary>BWS4203: what breaks those who read a topic needs a new version of it.</summary>
internal sealed class SchemaChangeIsCompatible() : Rule(Definition), IJobFileRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4203",
        RuleCategory.Schemas,
        DiagnosticSeverity.Error,
        clause: "4.2",
        title: "A breaking change of a payload has a new topic version",
        messageFormat: "'{0}' of topic '{1}' {2}: {3}. Publish to '{4}', or take the change back.",
        description: "A topic's version is a promise to its consumers and to the records that are on it: a change that breaks either needs a new version.");

    public IEnumerable<Finding> Check(JobFiles job)
    {
        foreach (PublishedTopic topic in job.Topics)
        {
            foreach (SchemaDifference difference in topic.Differences.Where(static difference => difference.Break != SchemaBreak.None))
            {
                yield return new(
                    Anchor.Stage(topic.Stage, "topic"),
                    difference.Path,
                    topic.Topic,
                    difference.What,
                    Whom(difference.Break),
                    NextVersion(topic.Topic))
                {
                    Place = topic.File!.At(difference.Place),
                };
            }
        }
    }

    private static string Whom(SchemaBreak broken) => broken switch
    {
        SchemaBreak.Consumers => "this breaks consumers of the committed schema",
        SchemaBreak.Records => "this breaks reading what is on the topic already",
        _ => "this breaks consumers of the committed schema and reading what is on the topic already",
    };

    private static string NextVersion(string topic)
    {
        int version = topic.LastIndexOf(".v", StringComparison.Ordinal) + 2;
        BigInteger number = BigInteger.Parse(topic.Substring(version), NumberStyles.None, CultureInfo.InvariantCulture);
        return topic.Substring(0, version) + (number + 1).ToString(CultureInfo.InvariantCulture);
    }
}
