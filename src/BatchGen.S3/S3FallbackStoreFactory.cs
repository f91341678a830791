using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Fallbacks.S3;

/// <summary>Opens <c>s3://bucket/prefix</c>. All stores of the process share one client, which this class owns.</summary>
internal sealed class S3FallbackStoreFactory : IFallbackStoreFactory, IDisposable
{
    private readonly S3FallbackOptions _options;
    private readonly TimeProvider _time;
    private readonly Lazy<AmazonS3Client> _client;

    /// <exception cref="BatchConfigurationException">A key of <c>Batch:Fallback:S3</c> is unknown or its value is wrong.</exception>
    public S3FallbackStoreFactory(IConfiguration configuration, TimeProvider time)
        : this(S3FallbackOptions.Read(configuration), time)
    {
    }

    internal S3FallbackStoreFactory(S3FallbackOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _client = new Lazy<AmazonS3Client>(CreateClient);
    }

    public string Scheme => "s3";

    public IFallbackStore Open(string store)
    {
        S3Place place = S3Place.Parse(store);
        return new S3FallbackStore(new S3Objects(_client.Value, place, _options, _time));
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private AmazonS3Client CreateClient()
    {
        AmazonS3Config config = new()
        {
            ForcePathStyle = _options.ForcePathStyle,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = _options.Attempts - 1,

            // A request that hangs leaves time for others.
            Timeout = TimeSpan.FromSeconds(Math.Max(1, _options.Timeout.TotalSeconds / Math.Min(_options.Attempts, 3))),

            // The SDK would add checksums as trailers to every request and ask for them in every answer; many compatible services know
            // neither and refuse. What is sent is signed with its SHA-256, which every service checks, and what is read is checked here.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (_options.ServiceUrl is { } service)
        {
            config.ServiceURL = service.ToString();
            config.AuthenticationRegion = _options.Region ?? "us-east-1";
        }
        else if (_options.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        try
        {
            return _options.AccessKey is null
                ? new AmazonS3Client(config)
                : new AmazonS3Client(new BasicAWSCredentials(_options.AccessKey, _options.SecretKey), config);
        }
        catch (AmazonClientException exception) when (_options.ServiceUrl is null && _options.Region is null)
        {
            throw new BatchConfigurationException(
                $"{S3FallbackOptions.SectionName}:{nameof(_options.Region)}", $"missing, and the environment names none: {exception.Message}");
        }
    }
}
