using System.Net;
using System.Net.Sockets;
using System.Text;
using BatchGen.Fallbacks.S3;

namespace BatchGen.S3.Tests;

/// <summary>What the store says when a record cannot be kept.</summary>
public sealed class S3FailureTests(S3Server server) : S3Test
{
    [Fact]
    public async Task Wrong_credentials_are_named_and_never_shown()
    {
        string wrong = $"WRONG{Guid.NewGuid():N}";
        IFallbackArchive store = server.Open(accessKey: wrong);
        IOException exception = await Assert.ThrowsAsync<IOException>(() => store.PersistAsync(Entries.Of("a"), new byte[1], CancellationToken.None));
        Assert.Contains("s3://fallback/some/prefix did not write 'people-ingest/", exception.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidAccessKeyId (403)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Check Batch:Fallback:S3:AccessKey", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.SecretKey, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_quotes_the_credentials_is_not_passed_on()
    {
        using TcpListener talkative = new(IPAddress.Loopback, 0);
        talkative.Start();
        string secret = $"secret{Guid.NewGuid():N}";
        S3FallbackOptions options = new() { Attempts = 1, AccessKey = $"access{Guid.NewGuid():N}", SecretKey = secret };
        Task persist = Open(talkative, options).PersistAsync(Entries.Of("a"), new byte[1], CancellationToken.None);
        using TcpClient client = await talkative.AcceptTcpClientAsync();
        string body = $"<Error><Code>SignatureDoesNotMatch</Code><Message>{options.AccessKey} signs with {secret}, does it?</Message></Error>";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 403 No\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        IOException exception = await Assert.ThrowsAsync<IOException>(() => persist);
        Assert.Contains("SignatureDoesNotMatch (403): *** signs with ***, does it?", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(options.AccessKey!, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_named()
    {
        IFallbackArchive store = server.Open("s3://no-such-bucket");
        IOException exception = await Assert.ThrowsAsync<IOException>(() => store.PersistAsync(Entries.Of("a"), new byte[1], CancellationToken.None));
        Assert.Contains("s3://no-such-bucket did not write", exception.Message, StringComparison.Ordinal);
        Assert.Contains("NoSuchBucket (404)", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => store.AllAsync());
        await Assert.ThrowsAsync<IOException>(() => store.ReadPayloadAsync("a/b/c", CancellationToken.None));
    }

    [Fact]
    public async Task A_cancelled_record_is_not_kept()
    {
        IFallbackArchive store = server.Open("s3://fallback/cancelled");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.PersistAsync(Entries.Of("a"), new byte[1], new CancellationToken(canceled: true)));
        Assert.Empty(await store.AllAsync());
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_given_up_in_time_and_when_asked_to()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        S3FallbackOptions options = new() { Timeout = TimeSpan.FromMilliseconds(300), AccessKey = server.AccessKey, SecretKey = server.SecretKey };
        S3FallbackStore store = Open(silent, options);
        TimeoutException exception = await Assert.ThrowsAsync<TimeoutException>(
            () => store.PersistAsync(Entries.Of("a"), new byte[1], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("within 0.3 s (Batch:Fallback:S3:TimeoutSeconds)", exception.Message, StringComparison.Ordinal);

        using CancellationTokenSource giveUp = new();
        Task persist = Open(silent, options with { Timeout = TimeSpan.FromMinutes(5) }).PersistAsync(Entries.Of("a"), new byte[1], giveUp.Token);
        using TcpClient asked = await silent.AcceptTcpClientAsync();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => persist.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_service_that_went_away_is_asked_again_and_takes_the_record_when_it_is_back()
    {
        Dictionary<string, string?> settings = server.Settings();
        settings["Batch:Fallback:S3:Attempts"] = "10";
        settings["Batch:Fallback:S3:TimeoutSeconds"] = "60";
        IFallbackArchive patient = (IFallbackArchive)S3Server.Factory(settings).Open("s3://fallback/back");
        IFallbackArchive hasty = server.Open("s3://fallback/back");
        await server.StopAsync();
        IOException exception = await Assert.ThrowsAsync<IOException>(() => hasty.PersistAsync(Entries.Of("a"), new byte[1], CancellationToken.None));
        Assert.Contains("refused", exception.Message, StringComparison.OrdinalIgnoreCase);

        Task persist = patient.PersistAsync(Entries.Of("a"), "a"u8.ToArray(), CancellationToken.None);
        await server.StartAsync();
        await persist;
        Assert.Null(Assert.Single(await hasty.AllAsync()).Problem);
    }

    private static S3FallbackStore Open(TcpListener service, S3FallbackOptions options)
    {
        options = options with { ServiceUrl = new Uri($"http://{service.LocalEndpoint}"), ForcePathStyle = true };
        S3FallbackStoreFactory factory = new(options, TimeProvider.System);
        return (S3FallbackStore)factory.Open("s3://silent");
    }
}
