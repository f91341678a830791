using BatchGen.Configuration;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Fallbacks.S3;

/// <summary>The section <c>Batch:Fallback:S3</c>, read and checked once at start.</summary>
internal sealed record S3FallbackOptions
{
    public const string SectionName = "Batch:Fallback:S3";

    /// <summary>A service other than Amazon's; null for Amazon's.</summary>
    public Uri? ServiceUrl { get; init; }

    public string? Region { get; init; }

    public bool ForcePathStyle { get; init; }

    /// <summary>Null together with <see cref="SecretKey"/>: the SDK finds credentials where it runs.</summary>
    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    /// <summary>The longest that one request may take, attempts and waits included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request is made in all.</summary>
    public int Attempts { get; init; } = 4;

    /// <exception cref="BatchConfigurationException">A key is unknown or its value is wrong.</exception>
    public static S3FallbackOptions Read(IConfiguration configuration)
    {
        ConfigurationReader reader = new(configuration.GetSection(SectionName));
        Uri? service = ServiceUrlOf(reader);
        S3FallbackOptions options = new()
        {
            ServiceUrl = service,
            Region = RegionOf(reader),
            ForcePathStyle = reader.Flag(nameof(ForcePathStyle), fallback: service is not null),
            AccessKey = reader.Text(nameof(AccessKey)),
            SecretKey = reader.Text(nameof(SecretKey)),
            Timeout = TimeSpan.FromSeconds(reader.Integer("TimeoutSeconds", fallback: 60, min: 1, max: 600)),
            Attempts = reader.Integer(nameof(Attempts), fallback: 4, min: 1, max: 10),
        };
        reader.RefuseUnknownKeys();
        if (options.AccessKey is null != options.SecretKey is null)
        {
            string missing = options.AccessKey is null ? nameof(AccessKey) : nameof(SecretKey);
            throw reader.Wrong(missing, "missing; write AccessKey and SecretKey, or neither to use the credentials of the machine.");
        }

        return options;
    }

    private static Uri? ServiceUrlOf(ConfigurationReader reader)
    {
        if (reader.Text(nameof(ServiceUrl)) is not { } text)
        {
            return null;
        }

        // Not quoted in the message: what stands before an @ is a password.
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri is { UserInfo: "", Query: "", Fragment: "" }
            ? uri
            : throw reader.Wrong(nameof(ServiceUrl), "is not the plain URL of a service, such as https://storage.googleapis.com.");
    }

    private static string? RegionOf(ConfigurationReader reader) => reader.Text(nameof(Region)) switch
    {
        null => null,
        { } region when region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') => region,
        { } region => throw reader.Wrong(nameof(Region), $"'{region}' is not a region such as eu-central-1."),
    };
}
