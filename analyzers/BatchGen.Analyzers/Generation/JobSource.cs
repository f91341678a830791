using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Schemas;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Generation;

/// <summary>A job, and the schemas of the topics that it publishes to: all that the generator takes from the compiler for it.</summary>
internal sealed record JobSource(JobSpec Job, EquatableArray<TopicSchema> Schemas)
{
    public static JobSource Of(INamedTypeSymbol type, KnownTypes known, CancellationToken cancellationToken)
    {
        (JobSpec job, JobAnchors anchors) = JobParser.Parse(type, known, cancellationToken);
        List<TopicSchema> schemas = [];
        for (int index = 0; index < job.Stages.Count; index++)
        {
            // What cannot be serialized has no schema; BWS4204 says so. Nor has a payload of which a converter decides.
            if (job.Stages[index] is { Kind: StageKind.Publish, Topic: { } topic, Payload: { Problems.Count: 0, Type.IsUnresolved: false } }
                && anchors.PayloadOf(index) is { } payload
                && SchemaBuilder.Build(topic, payload, known, cancellationToken) is { } schema)
            {
                schemas.Add(schema);
            }
        }

        return new(job, schemas.ToEquatableArray());
    }
}
