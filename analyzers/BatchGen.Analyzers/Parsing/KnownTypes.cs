using System.Runtime.CompilerServices;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>The symbols that parsing compares with, looked up once per compilation. Those that are not referenced are null.</summary>
internal sealed class KnownTypes
{
    private static readonly ConditionalWeakTable<Compilation, KnownTypes> Cache = new();
    private readonly Lazy<GlobalUsings> _globalUsings;
    private readonly Lazy<CommonImports> _imports;
    private readonly Lazy<DeclaredNames> _names;

    private KnownTypes(Compilation compilation)
    {
        Compilation = compilation;
        BatchJob = Find("BatchGen.BatchJobAttribute");
        Fallback = Find("BatchGen.FallbackAttribute");
        DynamicTasks = Find("BatchGen.DynamicTasksAttribute");
        Extract = Find("BatchGen.ExtractAttribute");
        Transform = Find("BatchGen.TransformAttribute");
        Publish = Find("BatchGen.PublishAttribute");
        Load = Find("BatchGen.LoadAttribute");
        RecordId = Find("BatchGen.RecordIdAttribute");
        RecordKey = Find("BatchGen.RecordKeyAttribute");
        BatchContext = Find("BatchGen.BatchContext");
        BatchRecord = Find("BatchGen.BatchRecord`1");
        DbTransaction = Find("System.Data.Common.DbTransaction");
        CancellationToken = Find("System.Threading.CancellationToken");
        Task = Find("System.Threading.Tasks.Task");
        TaskOfT = Find("System.Threading.Tasks.Task`1");
        ValueTask = Find("System.Threading.Tasks.ValueTask");
        ValueTaskOfT = Find("System.Threading.Tasks.ValueTask`1");
        Thread = Find("System.Threading.Thread");
        TaskFactory = Find("System.Threading.Tasks.TaskFactory");
        TaskFactoryOfT = Find("System.Threading.Tasks.TaskFactory`1");
        ThreadPool = Find("System.Threading.ThreadPool");
        Parallel = Find("System.Threading.Tasks.Parallel");
        TimeProvider = Find("System.TimeProvider");
        Timer = Find("System.Threading.Timer");
        TimersTimer = Find("System.Timers.Timer");
        PeriodicTimer = Find("System.Threading.PeriodicTimer");
        ResiliencePipeline = Find("Polly.ResiliencePipeline");
        ResiliencePipelineOfT = Find("Polly.ResiliencePipeline`1");
        Exception = Find("System.Exception");
        SystemException = Find("System.SystemException");
        Console = Find("System.Console");
        Debug = Find("System.Diagnostics.Debug");
        Trace = Find("System.Diagnostics.Trace");
        Logger = Find("Microsoft.Extensions.Logging.ILogger");
        LoggerExtensions = Find("Microsoft.Extensions.Logging.LoggerExtensions");
        AsyncEnumerable = Find("System.Collections.Generic.IAsyncEnumerable`1");
        Guid = Find("System.Guid");
        DateOnly = Find("System.DateOnly");
        TimeOnly = Find("System.TimeOnly");
        DateTimeOffset = Find("System.DateTimeOffset");
        Uri = Find("System.Uri");
        JsonSerializable = Find("System.Text.Json.Serialization.JsonSerializableAttribute");
        JsonSerializerContext = Find("System.Text.Json.Serialization.JsonSerializerContext");
        JsonSourceGenerationOptions = Find("System.Text.Json.Serialization.JsonSourceGenerationOptionsAttribute");
        JsonIgnore = Find("System.Text.Json.Serialization.JsonIgnoreAttribute");
        JsonInclude = Find("System.Text.Json.Serialization.JsonIncludeAttribute");
        JsonConverter = Find("System.Text.Json.Serialization.JsonConverterAttribute");
        JsonConstructor = Find("System.Text.Json.Serialization.JsonConstructorAttribute");
        JsonDerivedType = Find("System.Text.Json.Serialization.JsonDerivedTypeAttribute");
        JsonPropertyName = Find("System.Text.Json.Serialization.JsonPropertyNameAttribute");
        JsonRequired = Find("System.Text.Json.Serialization.JsonRequiredAttribute");
        JsonExtensionData = Find("System.Text.Json.Serialization.JsonExtensionDataAttribute");
        JsonNumberHandling = Find("System.Text.Json.Serialization.JsonNumberHandlingAttribute");
        JsonPolymorphic = Find("System.Text.Json.Serialization.JsonPolymorphicAttribute");
        JsonStringEnumConverter = Find("System.Text.Json.Serialization.JsonStringEnumConverter");
        JsonStringEnumConverterOfT = Find("System.Text.Json.Serialization.JsonStringEnumConverter`1");
        JsonStringEnumMemberName = Find("System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute");
        TimeSpan = Find("System.TimeSpan");
        _globalUsings = new(() => GlobalUsings.Of(compilation));
        _imports = new(() => new CommonImports(compilation, GlobalUsings));
        _names = new(() => new DeclaredNames(compilation));
    }

    public Compilation Compilation { get; }

    public INamedTypeSymbol? BatchJob { get; }

    public INamedTypeSymbol? Fallback { get; }

    public INamedTypeSymbol? DynamicTasks { get; }

    public INamedTypeSymbol? Extract { get; }

    public INamedTypeSymbol? Transform { get; }

    public INamedTypeSymbol? Publish { get; }

    public INamedTypeSymbol? Load { get; }

    public INamedTypeSymbol? RecordId { get; }

    public INamedTypeSymbol? RecordKey { get; }

    public INamedTypeSymbol? BatchContext { get; }

    public INamedTypeSymbol? BatchRecord { get; }

    public INamedTypeSymbol? DbTransaction { get; }

    public INamedTypeSymbol? CancellationToken { get; }

    public INamedTypeSymbol? Task { get; }

    public INamedTypeSymbol? TaskOfT { get; }

    public INamedTypeSymbol? ValueTask { get; }

    public INamedTypeSymbol? ValueTaskOfT { get; }

    public INamedTypeSymbol? Thread { get; }

    public INamedTypeSymbol? TaskFactory { get; }

    public INamedTypeSymbol? TaskFactoryOfT { get; }

    public INamedTypeSymbol? ThreadPool { get; }

    public INamedTypeSymbol? Parallel { get; }

    public INamedTypeSymbol? TimeProvider { get; }

    public INamedTypeSymbol? Timer { get; }

    public INamedTypeSymbol? TimersTimer { get; }

    public INamedTypeSymbol? PeriodicTimer { get; }

    public INamedTypeSymbol? ResiliencePipeline { get; }

    public INamedTypeSymbol? ResiliencePipelineOfT { get; }

    public INamedTypeSymbol? Exception { get; }

    public INamedTypeSymbol? SystemException { get; }

    public INamedTypeSymbol? Console { get; }

    public INamedTypeSymbol? Debug { get; }

    public INamedTypeSymbol? Trace { get; }

    public INamedTypeSymbol? Logger { get; }

    public INamedTypeSymbol? LoggerExtensions { get; }

    public INamedTypeSymbol? AsyncEnumerable { get; }

    public INamedTypeSymbol? Guid { get; }

    public INamedTypeSymbol? DateOnly { get; }

    public INamedTypeSymbol? TimeOnly { get; }

    public INamedTypeSymbol? DateTimeOffset { get; }

    public INamedTypeSymbol? Uri { get; }

    public INamedTypeSymbol? JsonSerializable { get; }

    public INamedTypeSymbol? JsonSerializerContext { get; }

    public INamedTypeSymbol? JsonSourceGenerationOptions { get; }

    public INamedTypeSymbol? JsonIgnore { get; }

    public INamedTypeSymbol? JsonInclude { get; }

    public INamedTypeSymbol? JsonConverter { get; }

    public INamedTypeSymbol? JsonConstructor { get; }

    public INamedTypeSymbol? JsonDerivedType { get; }

    public INamedTypeSymbol? JsonPropertyName { get; }

    public INamedTypeSymbol? JsonRequired { get; }

    public INamedTypeSymbol? JsonExtensionData { get; }

    public INamedTypeSymbol? JsonNumberHandling { get; }

    public INamedTypeSymbol? JsonPolymorphic { get; }

    public INamedTypeSymbol? JsonStringEnumConverter { get; }

    public INamedTypeSymbol? JsonStringEnumConverterOfT { get; }

    public INamedTypeSymbol? JsonStringEnumMemberName { get; }

    public INamedTypeSymbol? TimeSpan { get; }

    /// <summary>The <c>global using</c> directives, which reach into generated files as well.</summary>
    public GlobalUsings GlobalUsings => _globalUsings.Value;

    /// <summary>What every generated file imports.</summary>
    public CommonImports Imports => _imports.Value;

    /// <summary>The names that the compilation declares.</summary>
    public DeclaredNames Names => _names.Value;

    /// <summary>The symbols of a compilation; the same object each time.</summary>
    public static KnownTypes Of(Compilation compilation) => Cache.GetValue(compilation, static compilation => new KnownTypes(compilation));

    /// <summary>Whether two types are the same definition, whatever their type arguments.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? definition) =>
        definition is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, definition);

    /// <summary>Whether a type is a class or derives from it.</summary>
    public static bool IsOrDerivesFrom(ITypeSymbol? type, INamedTypeSymbol? definition)
    {
        while (type is not null && !Is(type, definition))
        {
            type = type.BaseType;
        }

        return type is not null;
    }

    /// <summary>
    /// A type by its metadata name. Where several assemblies have one (a copy in source, a polyfill) the compilation's own wins, then
    /// a public one.
    /// </summary>
    public INamedTypeSymbol? Find(string metadataName)
    {
        INamedTypeSymbol? found = null;
        foreach (INamedTypeSymbol type in Compilation.GetTypesByMetadataName(metadataName))
        {
            if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly))
            {
                return type;
            }

            found ??= Compilation.IsSymbolAccessibleWithin(type, Compilation.Assembly) ? type : null;
        }

        return found;
    }
}
