using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Tells what kind a call is, from the method's name and the type that declares it.</summary>
internal static class CallClassifier
{
    private static readonly string[] LoggingNamespaces =
        ["Microsoft.Extensions.Logging", "Serilog", "NLog", "log4net", "System.Diagnostics", "OpenTelemetry"];

    private static readonly string[] TransformingNamespaces =
        ["System.Text", "Newtonsoft.Json", "Google.Protobuf", "Avro", "MessagePack", "System.Xml", "System.Buffers", "System.Globalization"];

    private static readonly string[] TransformingPrefixes =
        ["Parse", "TryParse", "Deserialize", "Map", "Convert", "To", "From", "Decode", "Decompress", "Unwrap", "Read"];

    public static CallKind Of(IMethodSymbol method, KafkaSymbols kafka)
    {
        INamedTypeSymbol type = method.ContainingType;
        string name = method.Name;
        if (KafkaSymbols.IsMethodOf(method, kafka.Consumer))
        {
            return name switch
            {
                "Commit" => CallKind.Commits,
                "StoreOffset" => CallKind.Stores,
                "Consume" => CallKind.Consumes,
                _ => CallKind.ControlsConsumer,
            };
        }

        string space = NamespaceOf(type);
        if (IsLogging(method, type, space))
        {
            return CallKind.Logs;
        }

        if (TaskTypes.IsTask(type) || type is { Name: "Task" or "ValueTask" or "TaskFactory" or "TaskExtensions" or "Parallel" })
        {
            return name switch
            {
                "Wait" or "GetResult" or "WaitAll" or "WaitAny" => CallKind.AwaitsTasks,
                "Run" or "StartNew" => CallKind.Processes,
                _ when type.Name == "Parallel" => CallKind.Processes,
                _ => CallKind.PassesTasks,
            };
        }

        return space switch
        {
            "System.Threading" when type.Name is "ThreadPool" or "Timer" => CallKind.Forgets,
            "System.Threading.Channels" or "System.Threading.Tasks.Dataflow" => CallKind.HandsOver,
            "System.Collections.Concurrent" when type.Name == "BlockingCollection" => CallKind.HandsOver,
            "System.Linq" or "System.Collections.Immutable" => CallKind.Reads,
            _ when space.StartsWith("System.Collections", StringComparison.Ordinal) => OfCollection(name),
            _ => OfOther(method, type, space),
        };
    }

    private static CallKind OfCollection(string name) => name switch
    {
        "Clear" => CallKind.Clears,
        "Add" or "AddRange" or "AddLast" or "AddFirst" or "AddOrUpdate" or "Enqueue" or "EnqueueRange" or "Insert" or "Push" or "TryAdd"
            or "TryEnqueue" or "set_Item" => CallKind.Collects,
        _ => CallKind.Reads,
    };

    private static CallKind OfOther(IMethodSymbol method, INamedTypeSymbol type, string space)
    {
        if (method.Name is "ToString" or "Equals" or "GetHashCode" or "GetType" or "CompareTo" or "GetEnumerator" or "GetAsyncEnumerator"
            or "MoveNext" or "MoveNextAsync" or "Dispose" or "DisposeAsync" or "GetAwaiter" or "ReferenceEquals")
        {
            return CallKind.Reads;
        }

        bool isPlatformValue = type.SpecialType is SpecialType.System_String or SpecialType.System_Array
            || (space == "System" && type.Name is not ("Action" or "Func" or "Console") && type.TypeKind is TypeKind.Struct)
            || (space == "System" && type.Name is "Convert" or "BitConverter" or "Math" or "Buffer" or "MemoryExtensions");
        if (isPlatformValue)
        {
            return CallKind.Reads;
        }

        bool transforms = type is { Name: "Console", ContainingNamespace.Name: "System" }
            || Begins(space, TransformingNamespaces)
            || (!method.ReturnsVoid && Array.Exists(TransformingPrefixes, prefix => BeginsWord(method.Name, prefix)));
        return transforms && !TaskTypes.IsTask(method.ReturnType) ? CallKind.Transforms : CallKind.Processes;
    }

    /// <summary>Whether a call writes a log, a metric or a trace, and nothing else.</summary>
    public static bool IsLogging(IMethodSymbol method) => IsLogging(method, method.ContainingType, NamespaceOf(method.ContainingType));

    private static bool IsLogging(IMethodSymbol method, INamedTypeSymbol type, string space) =>
        Begins(space, LoggingNamespaces)
        || type.Name.EndsWith("Logger", StringComparison.Ordinal)
        || type.Name.EndsWith("Metrics", StringComparison.Ordinal)
        || method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "LoggerMessageAttribute");

    private static bool Begins(string space, string[] prefixes) =>
        Array.Exists(prefixes, prefix => space == prefix || space.StartsWith(prefix + ".", StringComparison.Ordinal));

    // "ToOrder" and "To", but not "Total".
    private static bool BeginsWord(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || char.IsUpper(name[prefix.Length]));

    private static string NamespaceOf(INamedTypeSymbol type)
    {
        Stack<string> parts = new();
        for (INamespaceSymbol? space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            parts.Push(space.Name);
        }

        return string.Join(".", parts);
    }
}
