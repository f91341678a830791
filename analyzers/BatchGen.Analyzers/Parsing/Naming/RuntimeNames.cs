namespace BatchGen.Analyzers.Parsing.Naming;

/// <summary>The types that generated code names, beside the job's own, and where they are.</summary>
internal static class RuntimeNames
{
    /// <summary>The namespace of each name. A name with type parameters has their number after a backtick.</summary>
    public static IReadOnlyDictionary<string, string> Namespaces { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["Acks"] = "Confluent.Kafka",
        ["AutoOffsetReset"] = "Confluent.Kafka",
        ["BatchRecord`1"] = "BatchGen",
        ["CancellationToken"] = "System.Threading",
        ["CompressionType"] = "Confluent.Kafka",
        ["ConsumedMessage"] = "BatchGen.Runtime",
        ["ConsumerConfig"] = "Confluent.Kafka",
        ["CultureInfo"] = "System.Globalization",
        ["GeneratedCode"] = "System.CodeDom.Compiler",
        ["IBatchJob"] = "BatchGen.Runtime",
        ["InvalidOperationException"] = "System",
        ["IReadOnlyList`1"] = "System.Collections.Generic",
        ["IServiceProvider"] = "System",
        ["IsolationLevel"] = "Confluent.Kafka",
        ["JobDescriptor"] = "BatchGen.Runtime",
        ["JobPlan"] = "BatchGen.Runtime",
        ["JsonTypeInfo`1"] = "System.Text.Json.Serialization.Metadata",
        ["LoadPlan"] = "BatchGen.Runtime",
        ["LoadWorker"] = "BatchGen.Runtime",
        ["PartitionAssignmentStrategy"] = "Confluent.Kafka",
        ["ProducerConfig"] = "Confluent.Kafka",
        ["PublishScope"] = "BatchGen.Runtime",
        ["RecordBatch`1"] = "BatchGen.Runtime",
        ["RecordBatchHandler`1"] = "BatchGen.Runtime",
        ["RecordFailure"] = "BatchGen.Runtime",
        ["RecordHandler`1"] = "BatchGen.Runtime",
        ["RecordOrdering"] = "BatchGen",
        ["Records"] = "BatchGen.Runtime",
        ["ReflectionJson"] = "BatchGen.Runtime",
        ["StageDescriptor"] = "BatchGen.Runtime",
        ["StageKind"] = "BatchGen.Runtime",
        ["StageRun"] = "BatchGen.Runtime",
        ["Task"] = "System.Threading.Tasks",
        ["TimeSpan"] = "System",
        ["TransactionalRecordBatchHandler`1"] = "BatchGen.Runtime",
        ["TransactionalRecordHandler`1"] = "BatchGen.Runtime",
    };

    /// <summary>The namespace of the service provider's extension methods.</summary>
    public const string DependencyInjection = "Microsoft.Extensions.DependencyInjection";

    /// <summary>A name without the number of its type parameters.</summary>
    public static string Simple(string name, out int arity)
    {
        int tick = name.IndexOf('`');
        arity = tick < 0 ? 0 : name[tick + 1] - '0';
        return tick < 0 ? name : name.Substring(0, tick);
    }
}
