using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section42Schemas;

/// <summary>BWS4201: what is on a topic is written down for those who read it.</summary>
internal sealed class TopicHasSchema() : Rule(Definition), IJobFileRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4201",
        RuleCategory.Schemas,
        DiagnosticSeverity.Warning,
        clause: "4.2",
        title: "A published topic has a schema",
        messageFormat: "Topic '{0}' of job '{1}' has no schema: commit '{2}'",
        description: "Consumers read a topic by its schema, which is committed beside the code as SCHEMAS/TOPIC.schema.json.");

    public IEnumerable<Finding> Check(JobFiles job) => job.Topics
        .Where(static topic => topic.File is null)
        .Select(topic => new Finding(
            Anchor.Stage(topic.Stage, "topic"),
            topic.Topic,
            job.Name,
            $"{job.Files.SchemasFolder.Replace('\\', '/').TrimEnd('/')}/{topic.Topic}{ProjectFiles.SchemaSuffix}"));
}
