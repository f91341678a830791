using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace BatchGen.Fallbacks.S3;

/// <summary>One object of a listing.</summary>
/// <param name="Name">Its name below the store's prefix.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record S3ObjectEntry(string Name, long Size);

/// <summary>
/// The objects below a store's prefix: whole, with checksum, each call within the store's time. What goes wrong is said in words that name
/// the bucket and the object, and never a credential.
/// </summary>
internal sealed class S3Objects(IAmazonS3 client, S3Place place, S3FallbackOptions options, TimeProvider time)
{
    private const string Checksum = "x-amz-meta-sha256";

    public string Location => place.Location;

    /// <summary>How many objects one page of a listing holds; null for what the service gives.</summary>
    public int? PageSize { get; init; }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancellationToken) => CallAsync(
        "write",
        name,
        async token =>
        {
            using MemoryStream content = new(bytes.ToArray(), writable: false);
            PutObjectRequest request = new()
            {
                BucketName = place.Bucket,
                Key = place.ObjectOf(name),
                InputStream = content,
                AutoCloseStream = false,
                ContentType = contentType,

                // In one piece with its SHA-256 in the signature, so that the service refuses what was changed on the way.
                UseChunkEncoding = false,
                DisablePayloadSigning = false,
            };
            request.Metadata[Checksum] = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
            await client.PutObjectAsync(request, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <returns>Null when there is no such object.</returns>
    /// <exception cref="InvalidDataException">The object is not the one that was written.</exception>
    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) => CallAsync(
        "read",
        name,
        async token =>
        {
            try
            {
                using GetObjectResponse response = await client.GetObjectAsync(place.Bucket, place.ObjectOf(name), token).ConfigureAwait(false);
                using MemoryStream content = new();
                await response.ResponseStream.CopyToAsync(content, token).ConfigureAwait(false);
                byte[] bytes = content.ToArray();
                return response.Metadata[Checksum] is { } checksum && checksum != Convert.ToHexStringLower(SHA256.HashData(bytes))
                    ? throw new InvalidDataException($"{Location}/{name} is not what was written there: its checksum differs")
                    : bytes;
            }
            catch (AmazonS3Exception exception) when (exception is { StatusCode: HttpStatusCode.NotFound, ErrorCode: "NoSuchKey" })
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>The objects whose names begin with a text, in the order of their names.</summary>
    public async IAsyncEnumerable<S3ObjectEntry> ListAsync(string start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            ListObjectsV2Request request = new() { BucketName = place.Bucket, Prefix = place.ObjectOf(start), ContinuationToken = next, MaxKeys = PageSize };
            ListObjectsV2Response page = await CallAsync("list", start, token => client.ListObjectsV2Async(request, token), cancellationToken)
                .ConfigureAwait(false);
            foreach (S3Object found in page.S3Objects ?? [])
            {
                yield return new S3ObjectEntry(found.Key[place.Prefix.Length..], found.Size ?? 0);
            }

            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    /// <summary>Removes an object; one that is gone already is no error.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => CallAsync(
        "remove", name, token => client.DeleteObjectAsync(place.Bucket, place.ObjectOf(name), token), cancellationToken);

    private async Task<T> CallAsync<T>(string verb, string name, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(options.Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await call(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (limit.IsCancellationRequested && exception is OperationCanceledException or AmazonClientException or TimeoutException)
        {
            throw new TimeoutException(
                $"{Location} did not {verb} '{name}' within {options.Timeout.TotalSeconds} s ({S3FallbackOptions.SectionName}:TimeoutSeconds).");
        }
        catch (Exception exception) when (exception is AmazonClientException or AmazonServiceException or HttpRequestException or IOException)
        {
            // Without the cause: services quote keys and signatures in their answers, and causes are logged.
            throw new IOException($"{Location} did not {verb} '{name}': {S3Failures.Explain(exception, options)}");
        }
    }
}
