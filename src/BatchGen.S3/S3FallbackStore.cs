using System.Runtime.CompilerServices;

namespace BatchGen.Fallbacks.S3;

/// <summary>
/// Keeps each record as two objects: <c>NAME.CHECKSUM.payload</c> with its bytes, then <c>NAME.json</c> with its metadata. The metadata comes
/// last, so where it is, its payload is. A payload that a later failure of the same record has replaced stays until the entry is removed:
/// another process may be writing it just now.
/// </summary>
internal sealed class S3FallbackStore(S3Objects objects) : IFallbackArchive
{
    /// <summary>How many entries of a listing are read ahead.</summary>
    private const int ReadAhead = 16;

    public string Location => objects.Location;

    public async Task PersistAsync(FallbackEntry entry, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        string key = FallbackNames.KeyOf(entry);
        FallbackMetadata metadata = FallbackMetadata.Of(entry, payload.Span);
        await objects.WriteAsync(FallbackNames.PayloadOf(key, metadata.PayloadSha256), payload, "application/octet-stream", cancellationToken)
            .ConfigureAwait(false);
        await objects.WriteAsync(FallbackNames.MetadataOf(key), metadata.ToJson(), "application/json", cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<StoredFallback> ListAsync(string? job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<StoredFallback?>> reading = new();
        try
        {
            await foreach (FallbackParts parts in PartsAsync(job, cancellationToken).ConfigureAwait(false))
            {
                reading.Enqueue(ReadAsync(parts, ending.Token));
                if (reading.Count == ReadAhead && await reading.Dequeue().ConfigureAwait(false) is { } stored)
                {
                    yield return stored;
                }
            }

            while (reading.TryDequeue(out Task<StoredFallback?>? next))
            {
                if (await next.ConfigureAwait(false) is { } stored)
                {
                    yield return stored;
                }
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(reading)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task<ReadOnlyMemory<byte>> ReadPayloadAsync(string key, CancellationToken cancellationToken)
    {
        Check(key);
        try
        {
            byte[] json = await objects.ReadAsync(FallbackNames.MetadataOf(key), cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidDataException("the metadata is missing");
            FallbackMetadata metadata = FallbackMetadata.FromJson(json);
            byte[] payload = await objects.ReadAsync(FallbackNames.PayloadOf(key, metadata.PayloadSha256), cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidDataException("the payload is missing");
            metadata.Verify(payload);
            return payload;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{key} in {Location}: {exception.Message}.", exception);
        }
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        Check(key);
        List<string> payloads = [];
        await foreach (S3ObjectEntry found in objects.ListAsync(key + ".", cancellationToken).ConfigureAwait(false))
        {
            if (FallbackNames.PartOf(found.Name) is (string owner, false) && owner == key)
            {
                payloads.Add(found.Name);
            }
        }

        // The metadata first: a crash then leaves a half entry, which says that nobody counts on it.
        await objects.RemoveAsync(FallbackNames.MetadataOf(key), cancellationToken).ConfigureAwait(false);
        foreach (string payload in payloads)
        {
            await objects.RemoveAsync(payload, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The objects of each entry lie side by side in the listing, see <see cref="FallbackNames"/>.</summary>
    private async IAsyncEnumerable<FallbackParts> PartsAsync(string? job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FallbackParts? parts = null;
        string start = job is null ? "" : FallbackNames.FolderOf(job) + '/';
        await foreach (S3ObjectEntry found in objects.ListAsync(start, cancellationToken).ConfigureAwait(false))
        {
            if (FallbackNames.PartOf(found.Name) is not (string key, bool isMetadata))
            {
                continue;
            }

            if (parts?.Key != key)
            {
                if (parts is not null)
                {
                    yield return parts;
                }

                parts = new FallbackParts(key);
            }

            if (isMetadata)
            {
                parts.AddMetadata();
            }
            else
            {
                parts.AddPayload(found.Name, found.Size);
            }
        }

        if (parts is not null)
        {
            yield return parts;
        }
    }

    /// <returns>Null when the entry was removed meanwhile.</returns>
    private async Task<StoredFallback?> ReadAsync(FallbackParts parts, CancellationToken cancellationToken)
    {
        if (!parts.HasMetadata)
        {
            return parts.Half();
        }

        try
        {
            return await objects.ReadAsync(FallbackNames.MetadataOf(parts.Key), cancellationToken).ConfigureAwait(false) is { } json
                ? parts.Of(FallbackMetadata.FromJson(json))
                : null;
        }
        catch (InvalidDataException exception)
        {
            return parts.Damaged(exception.Message);
        }
    }

    private void Check(string key)
    {
        if (!FallbackNames.IsKey(key))
        {
            throw new ArgumentException($"'{key}' is not a key of {Location}; keys are JOB/BATCH/NAME, as the list shows them.", nameof(key));
        }
    }
}
