using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>Reads one stage: the arguments of its attribute, its method and its payload.</summary>
internal static class StageParser
{
    public static (StageSpec Stage, StageAnchors Anchors) Parse(
        StageSource source, INamedTypeSymbol job, ITypeSymbol? published, NameScope scope, KnownTypes known, CancellationToken cancellationToken)
    {
        AttributeReader attribute = new(source.Attribute);
        (MethodSpec method, ITypeSymbol? input) = MethodParser.Parse(source, published, scope, known, cancellationToken);
        ITypeSymbol? payload = source.Kind is StageKind.Publish or StageKind.Load ? input : null;
        StageSpec stage = new()
        {
            Kind = source.Kind,
            Summary = Documentation.SummaryOf(source.Method, cancellationToken),
            Method = method,
            IsUnresolved = attribute.IsUnresolved,
            Attempts = attribute.Int("Attempts"),
            BackoffSeconds = attribute.Int("BackoffSeconds"),
            MaxBackoffSeconds = attribute.Int("MaxBackoffSeconds"),
            TimeoutSeconds = attribute.Int("TimeoutSeconds"),
            Topic = source.Kind is StageKind.Publish or StageKind.Load ? attribute.ConstructorString() : null,
            Payload = payload is null ? null : PayloadParser.Parse(payload, job, scope, known, cancellationToken),
            DynamicTasks = new AttributeReader(AttributeReader.Find(source.Method, known.DynamicTasks)).ConstructorString(),
            CompressionType = attribute.Enum<CompressionSpec>("CompressionType"),
            LingerMs = attribute.Int("LingerMs"),
            Group = attribute.String("Group"),
            MaxConcurrency = attribute.Int("MaxConcurrency"),
            Ordering = attribute.Enum<OrderingSpec>("Ordering"),
            DeadLetterTopic = attribute.String("DeadLetterTopic"),
            StatesDeadLetterTopic = attribute.States("DeadLetterTopic"),
            Deduplicate = attribute.Bool("Deduplicate"),
            Transactional = attribute.Bool("Transactional"),
            BatchSize = attribute.Int("BatchSize"),
            BatchWaitMs = attribute.Int("BatchWaitMs"),
        };
        return (stage, new StageAnchors(source.Attribute, source.Method, MethodParser.RecordParameter(source.Method, known), payload));
    }
}
