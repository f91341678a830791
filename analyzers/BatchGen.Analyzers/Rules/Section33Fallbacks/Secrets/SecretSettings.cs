using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section33Fallbacks.Secrets;

/// <summary>Where Kafka, S3 and mail clients take their secrets. Types that are not referenced are null.</summary>
internal sealed class SecretSettings(KnownTypes known)
{
    private static readonly HashSet<string> KafkaKeys = new(StringComparer.Ordinal)
    {
        "sasl.password",
        "ssl.key.password",
        "ssl.key.pem",
        "ssl.keystore.password",
        "sasl.oauthbearer.client.secret",
        "sasl.oauthbearer.assertion.private.key.passphrase",
        "sasl.oauthbearer.assertion.private.key.pem",
        "schema.registry.basic.auth.user.info",
    };

    // The client's properties are its keys in Pascal case.
    private static readonly HashSet<string> KafkaProperties = new(KafkaKeys.Select(ToProperty), StringComparer.Ordinal) { "BasicAuthUserInfo" };

    private readonly INamedTypeSymbol? _kafka = known.Find("Confluent.Kafka.Config");
    private readonly INamedTypeSymbol? _schemaRegistry = known.Find("Confluent.SchemaRegistry.SchemaRegistryConfig");
    private readonly INamedTypeSymbol? _amazonCredentials = known.Find("Amazon.Runtime.AWSCredentials");
    private readonly INamedTypeSymbol? _amazonClient = known.Find("Amazon.Runtime.AmazonServiceClient");
    private readonly INamedTypeSymbol? _mailService = known.Find("MailKit.IMailService");
    private readonly INamedTypeSymbol? _networkCredential = known.Find("System.Net.NetworkCredential");

    /// <summary>Whether anything is referenced that takes secrets.</summary>
    public bool HasAny => _kafka is not null || _amazonCredentials is not null || _mailService is not null || _networkCredential is not null;

    public bool HasKafka => _kafka is not null || _schemaRegistry is not null;

    public static bool IsKafkaKey(string key) => KafkaKeys.Contains(key);

    /// <summary>Whether setting a property sets a secret.</summary>
    public bool IsSecret(IPropertySymbol property) =>
        KafkaProperties.Contains(property.Name)
            && (DerivesFrom(property.ContainingType, _kafka) || DerivesFrom(property.ContainingType, _schemaRegistry))
        || property.Name == "Password" && KnownTypes.Is(property.ContainingType, _networkCredential);

    /// <summary>Whether a parameter of a constructor takes a secret.</summary>
    public bool IsSecretOfConstructor(IParameterSymbol parameter)
    {
        INamedTypeSymbol type = parameter.ContainingSymbol.ContainingType;
        return parameter.Name switch
        {
            "password" => KnownTypes.Is(type, _networkCredential),
            "secretKey" or "awsSecretAccessKey" => DerivesFrom(type, _amazonCredentials) || DerivesFrom(type, _amazonClient),
            _ => false,
        };
    }

    /// <summary>Whether a parameter of a method takes a secret: <c>smtp.Authenticate(user, password)</c>.</summary>
    public bool IsSecretOfCall(IParameterSymbol parameter) =>
        parameter is { Name: "password", ContainingSymbol: IMethodSymbol { Name: "Authenticate" or "AuthenticateAsync" } method }
        && _mailService is not null
        && (KnownTypes.Is(method.ContainingType, _mailService)
            || method.ContainingType.AllInterfaces.Any(type => KnownTypes.Is(type, _mailService)));

    private static bool DerivesFrom(INamedTypeSymbol? type, INamedTypeSymbol? wanted)
    {
        for (INamedTypeSymbol? current = type; current is not null && wanted is not null; current = current.BaseType)
        {
            if (KnownTypes.Is(current, wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static string ToProperty(string key) =>
        string.Concat(key.Split('.').Select(static word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
