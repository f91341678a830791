using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Kafka;

/// <summary>The types of Confluent.Kafka that rules look for, looked up once per compilation.</summary>
internal sealed class KafkaSymbols
{
    private KafkaSymbols(INamedTypeSymbol consumer, Compilation compilation)
    {
        Consumer = consumer;
        Producer = Find(compilation, "IProducer`2");
        ConsumeResult = Find(compilation, "ConsumeResult`2");
        ConsumerConfig = Find(compilation, "ConsumerConfig");
        ClientConfig = Find(compilation, "ClientConfig");
        Config = Find(compilation, "Config");
        ConsumerBuilder = Find(compilation, "ConsumerBuilder`2");
        TopicPartition = Find(compilation, "TopicPartition");
        TopicPartitionOffset = Find(compilation, "TopicPartitionOffset");
        Offset = Find(compilation, "Offset");
        Partition = Find(compilation, "Partition");
    }

    public INamedTypeSymbol Consumer { get; }
    public INamedTypeSymbol? Producer { get; }
    public INamedTypeSymbol? ConsumeResult { get; }
    public INamedTypeSymbol? ConsumerConfig { get; }
    public INamedTypeSymbol? ClientConfig { get; }
    public INamedTypeSymbol? Config { get; }
    public INamedTypeSymbol? ConsumerBuilder { get; }
    public INamedTypeSymbol? TopicPartition { get; }
    public INamedTypeSymbol? TopicPartitionOffset { get; }
    public INamedTypeSymbol? Offset { get; }
    public INamedTypeSymbol? Partition { get; }

    /// <summary>The Kafka types of a compilation, or null where Confluent.Kafka is not referenced.</summary>
    public static KafkaSymbols? TryCreate(Compilation compilation) =>
        Find(compilation, "IConsumer`2") is { } consumer ? new(consumer, compilation) : null;

    /// <summary>Whether a type is the given Kafka type, whatever its type arguments.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? kafkaType) =>
        type is not null && kafkaType is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, kafkaType);

    /// <summary>Whether a method is the interface's, or that of a type which implements it.</summary>
    public static bool IsMethodOf(IMethodSymbol method, INamedTypeSymbol? kafkaInterface) =>
        Is(method.ContainingType, kafkaInterface) || method.ContainingType.AllInterfaces.Any(i => Is(i, kafkaInterface));

    // Two referenced assemblies may both have the type (a fork, a test double): the first is as good as any.
    private static INamedTypeSymbol? Find(Compilation compilation, string name) =>
        compilation.GetTypesByMetadataName("Confluent.Kafka." + name).FirstOrDefault();
}
