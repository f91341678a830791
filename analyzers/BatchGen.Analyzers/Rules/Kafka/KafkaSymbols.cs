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
        ProducerConfig = Find(compilation, "ProducerConfig");
        ClientConfig = Find(compilation, "ClientConfig");
        Config = Find(compilation, "Config");
        ConsumerBuilder = Find(compilation, "ConsumerBuilder`2");
        ProducerBuilder = Find(compilation, "ProducerBuilder`2");
        AdminClientBuilder = Find(compilation, "AdminClientBuilder");
        TopicPartition = Find(compilation, "TopicPartition");
        TopicPartitionOffset = Find(compilation, "TopicPartitionOffset");
        Message = Find(compilation, "Message`2");
        Null = Find(compilation, "Null");
        Offset = Find(compilation, "Offset");
        Partition = Find(compilation, "Partition");
    }

    public INamedTypeSymbol Consumer { get; }
    public INamedTypeSymbol? Producer { get; }
    public INamedTypeSymbol? ConsumeResult { get; }
    public INamedTypeSymbol? ConsumerConfig { get; }
    public INamedTypeSymbol? ProducerConfig { get; }
    public INamedTypeSymbol? ClientConfig { get; }
    public INamedTypeSymbol? Config { get; }
    public INamedTypeSymbol? ConsumerBuilder { get; }
    public INamedTypeSymbol? ProducerBuilder { get; }
    public INamedTypeSymbol? AdminClientBuilder { get; }
    public INamedTypeSymbol? TopicPartition { get; }
    public INamedTypeSymbol? TopicPartitionOffset { get; }
    public INamedTypeSymbol? Message { get; }
    public INamedTypeSymbol? Null { get; }
    public INamedTypeSymbol? Offset { get; }
    public INamedTypeSymbol? Partition { get; }

    /// <summary>The Kafka types of a compilation, or null where Confluent.Kafka is not referenced.</summary>
    public static KafkaSymbols? TryCreate(Compilation compilation) =>
        Find(compilation, "IConsumer`2") is { } consumer ? new(consumer, compilation) : null;

    /// <summary>Whether a type is the given Kafka type, whatever its type arguments.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? kafkaType) =>
        type is not null && kafkaType is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, kafkaType);

    /// <summary>Whether a type is the given Kafka class or one derived from it.</summary>
    public static bool Inherits(ITypeSymbol? type, INamedTypeSymbol? kafkaClass)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (Is(current, kafkaClass))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether Confluent.Kafka itself declares a type.</summary>
    public static bool IsDeclaredByKafka(ITypeSymbol? type, KafkaSymbols kafka) =>
        type is not null && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, kafka.Consumer.ContainingAssembly);

    /// <summary>Whether a method is the interface's, or that of a type which implements it.</summary>
    public static bool IsMethodOf(IMethodSymbol method, INamedTypeSymbol? kafkaInterface) =>
        Is(method.ContainingType, kafkaInterface) || method.ContainingType.AllInterfaces.Any(i => Is(i, kafkaInterface));

    // Two referenced assemblies may both have the type (a fork, a test double): the first is as good as any.
    private static INamedTypeSymbol? Find(Compilation compilation, string name) =>
        compilation.GetTypesByMetadataName("Confluent.Kafka." + name).FirstOrDefault();
}
