using System.Text;

namespace BatchGen.Testing;

/// <summary>
/// Reads a topic of the embedded broker back, with a consumer that belongs to no group and commits nothing. A topic that does not exist
/// is empty, and reading does not create it.
/// </summary>
/// <remarks>
/// The reading consumer sends requests like any other, so it can take an error that was injected for the clients under test. Inject,
/// let the client under test meet the error, then read.
/// </remarks>
public sealed class EmbeddedTopic
{
    private const int ShownRecords = 10;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly EmbeddedKafka _kafka;

    internal EmbeddedTopic(EmbeddedKafka kafka, string name)
    {
        _kafka = kafka;
        Name = name;
    }

    /// <summary>The topic's name.</summary>
    public string Name { get; }

    /// <summary>How many records the topic has now, over all partitions. Asks the broker at every call.</summary>
    /// <exception cref="InvalidOperationException">The broker has dropped records of this topic.</exception>
    public long Count
    {
        get
        {
            using var reader = Open();
            return reader.Ranges(CancellationToken.None).Sum(static range => range.High - range.Low);
        }
    }

    /// <summary>Reads what the topic has now, ordered by partition and offset.</summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidOperationException">The broker has dropped records of this topic.</exception>
    /// <exception cref="TimeoutException">The broker did not answer within 10 s, for instance because it is down.</exception>
    public Task<IReadOnlyList<EmbeddedRecord>> ReadAsync(CancellationToken ct = default) => Task.Run(() => Read(ct), ct);

    /// <summary>Reads from the beginning until the topic has yielded <paramref name="count"/> records.</summary>
    /// <param name="count">How many records to wait for; there may be more.</param>
    /// <param name="timeout">Default 10 s.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>At least that many, ordered by partition and offset.</returns>
    /// <exception cref="EmbeddedKafkaAssertionException">Fewer came in time; the message shows those that did.</exception>
    public Task<IReadOnlyList<EmbeddedRecord>> WaitForAsync(int count, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Task.Run(() => WaitFor(count, timeout ?? DefaultTimeout, ct), ct);
    }

    /// <summary>Asserts that the topic has no record now.</summary>
    /// <exception cref="EmbeddedKafkaAssertionException">It has; the message shows the first ten.</exception>
    public void ShouldBeEmpty()
    {
        var records = Read(CancellationToken.None);
        if (records.Count > 0)
        {
            throw new EmbeddedKafkaAssertionException(Describe($"Expected topic '{Name}' to be empty, but it has", records));
        }
    }

    private IReadOnlyList<EmbeddedRecord> Read(CancellationToken ct)
    {
        using var reader = Open();
        return reader.ReadTo(reader.Ranges(ct), DefaultTimeout, ct);
    }

    private IReadOnlyList<EmbeddedRecord> WaitFor(int count, TimeSpan timeout, CancellationToken ct)
    {
        using var reader = Open();
        var records = reader.ReadUntil(count, timeout, ct);
        return records.Count >= count
            ? records
            : throw new EmbeddedKafkaAssertionException(
                Describe($"Waited {timeout} for {count} records in topic '{Name}', but it has", records));
    }

    private TopicReader Open() => new(_kafka, Name);

    private static string Describe(string start, IReadOnlyList<EmbeddedRecord> records)
    {
        var text = new StringBuilder(start).Append(' ').Append(records.Count).Append(records.Count == 1 ? " record" : " records");
        foreach (var record in records.Take(ShownRecords))
        {
            text.Append("\n  ").Append(record);
        }

        return records.Count > ShownRecords ? text.Append("\n  …").ToString() : text.ToString();
    }
}
