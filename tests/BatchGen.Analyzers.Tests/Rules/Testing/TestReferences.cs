using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Rules.Testing;

/// <summary>What the code under test is compiled against: .NET 10, the real BatchGen and Confluent.Kafka, and logging.</summary>
internal static class TestReferences
{
    public static IReadOnlyList<MetadataReference> Platform { get; } = [.. Net100.References.All];

    public static IReadOnlyList<MetadataReference> Libraries { get; } =
    [
        Of(typeof(BatchJobAttribute)),
        Of(typeof(Confluent.Kafka.ConsumerConfig)),
        Of(typeof(Microsoft.Extensions.Logging.ILogger)),
        Of(typeof(Microsoft.Extensions.Configuration.IConfiguration)),
        Of(typeof(Microsoft.Extensions.Configuration.ConfigurationBinder)),
        Of(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection)),
        Of(typeof(Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions)),
        Of(typeof(Microsoft.Extensions.Hosting.IHost)),
        Of(typeof(Microsoft.Extensions.Hosting.Host)),
    ];

    private static PortableExecutableReference Of(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);
}
