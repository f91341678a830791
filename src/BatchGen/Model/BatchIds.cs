using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BatchGen;

/// <summary>The ids of batches (standard 1.3, 4.2).</summary>
public static class BatchIds
{
    /// <summary>
    /// The id of the batch of one slot, a pure function of its arguments, so that a rerun of the slot is the same batch: the layout of
    /// UUID version 7, 48 bits of the slot's Unix milliseconds, then the first 10 bytes of the SHA-256 of <c>job|environment|millis</c>
    /// with the version and variant bits set.
    /// </summary>
    /// <param name="job">The job's name.</param>
    /// <param name="environment">The environment's name, for example <c>prod</c>.</param>
    /// <param name="slot">The slot of the schedule.</param>
    public static Guid ForSlot(string job, string environment, DateTimeOffset slot)
    {
        long millis = slot.ToUnixTimeMilliseconds();
        return Derive(millis, string.Create(CultureInfo.InvariantCulture, $"{job}|{environment}|{millis}"));
    }

    /// <summary>
    /// The id of the batch that makes a failed one good (<see cref="FallbackAttribute.Compensate"/>), a pure function of its arguments, so that
    /// what is triggered again is the same batch: as in <see cref="ForSlot"/>, with the milliseconds of the failed batch and the SHA-256 of
    /// <c>compensate|job|failedJob|failedBatch</c>. A failed batch of UUID version 4 has no time; then the milliseconds are 0.
    /// </summary>
    /// <param name="job">The compensating job's name.</param>
    /// <param name="failedJob">The name of the job that failed.</param>
    /// <param name="failedBatch">Its batch.</param>
    public static Guid ForCompensation(string job, string failedJob, Guid failedBatch)
    {
        Span<byte> failed = stackalloc byte[16];
        failedBatch.TryWriteBytes(failed, bigEndian: true, out _);
        long millis = failedBatch.Version == 7 ? BinaryPrimitives.ReadInt64BigEndian(failed) >>> 16 : 0;
        return Derive(millis, $"compensate|{job}|{failedJob}|{failedBatch:D}");
    }

    /// <summary>Whether an id is a UUID of version 4 or 7, as the standard asks of <c>batch_id</c> (standard 4.2).</summary>
    /// <param name="id">The id.</param>
    public static bool IsValid(Guid id) => id.Version is 4 or 7 && id.Variant is >= 8 and <= 11;

    private static Guid Derive(long millis, string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);

        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, millis << 16);
        hash[..10].CopyTo(id[6..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
