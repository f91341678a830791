using Amazon.Runtime;
using Amazon.S3;
using BatchGen.Fallbacks.S3;
using BatchGen.TestServers;
using Microsoft.Extensions.Configuration;

namespace BatchGen.S3.Tests;

/// <summary>An S3 server with the bucket <c>fallback</c>, that can be taken away and brought back.</summary>
public sealed class S3Server : IAsyncLifetime
{
    public const string Bucket = "fallback";

    private readonly string _folder = Directory.CreateTempSubdirectory("batchgen-s3-").FullName;
    private NodeServer? _server;
    private int _port;

    public string AccessKey { get; } = $"ACCESS{Guid.NewGuid():N}";

    public string SecretKey { get; } = $"SECRET{Guid.NewGuid():N}";

    /// <summary>The service as a client of its own sees it, to look behind the store.</summary>
    public IAmazonS3 Raw { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (NodeServer.Missing is not null)
        {
            // Its tests skip themselves; a fixture cannot.
            return;
        }

        await StartAsync();
        Raw = new AmazonS3Client(
            new BasicAWSCredentials(AccessKey, SecretKey),
            new AmazonS3Config
            {
                ServiceURL = $"http://127.0.0.1:{_port}",
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            });
    }

    public async ValueTask DisposeAsync()
    {
        Raw?.Dispose();
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public async Task StartAsync()
    {
        _server = await NodeServer.StartAsync("s3.js", _folder, $"{_port}", AccessKey, SecretKey, Bucket);
        _port = _server.Port;
    }

    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>The settings of a store on this server.</summary>
    public Dictionary<string, string?> Settings(string? accessKey = null) => new()
    {
        ["Batch:Fallback:S3:ServiceUrl"] = $"http://127.0.0.1:{_port}",
        ["Batch:Fallback:S3:AccessKey"] = accessKey ?? AccessKey,
        ["Batch:Fallback:S3:SecretKey"] = SecretKey,
        ["Batch:Fallback:S3:Attempts"] = "1",
        ["Batch:Fallback:S3:TimeoutSeconds"] = "20",
    };

    public IFallbackArchive Open(string store = $"s3://{Bucket}/some/prefix", string? accessKey = null) =>
        (IFallbackArchive)Factory(Settings(accessKey)).Open(store);

    /// <summary>A store that asks for its listings in pages of this size.</summary>
    public IFallbackArchive OpenPaged(string store, int pageSize) =>
        new S3FallbackStore(new S3Objects(Raw, S3Place.Parse(store), new S3FallbackOptions(), TimeProvider.System) { PageSize = pageSize });

    public static IFallbackStoreFactory Factory(Dictionary<string, string?> settings) =>
        new S3FallbackStoreFactory(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), TimeProvider.System);
}
