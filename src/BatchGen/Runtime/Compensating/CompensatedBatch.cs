using System.Diagnostics.CodeAnalysis;
using System.Text;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// What a compensating run makes good. Every record that it publishes is marked with it, and whatever is published while such a record is
/// loaded; the mark stays through dead letters, the fallback store and replays, because they keep headers. A marked failure triggers no
/// compensating run: compensation ends after one step, whichever jobs name each other.
/// </summary>
/// <param name="Job">The job that failed.</param>
/// <param name="BatchId">Its batch.</param>
internal sealed record CompensatedBatch(string Job, Guid BatchId)
{
    public const string HeaderName = "batchgen-compensates";

    /// <summary>A mark that cannot be read is one all the same.</summary>
    private static readonly CompensatedBatch Unknown = new("unknown", Guid.Empty);

    public static CompensatedBatch? Of(ConsumedMessage message)
    {
        if (message.HeadersOrNull is not { } headers || !headers.TryGetLastBytes(HeaderName, out byte[] value))
        {
            return null;
        }

        return value is not null && TryParse(Encoding.UTF8.GetString(value), out CompensatedBatch? batch) ? batch : Unknown;
    }

    /// <summary>Reads <c>JOB/BATCH_ID</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CompensatedBatch? batch)
    {
        int slash = text.LastIndexOf('/');
        batch = slash > 0 && Guid.TryParse(text.AsSpan(slash + 1), out Guid id) && BatchIds.IsValid(id) ? new CompensatedBatch(text[..slash], id) : null;
        return batch is not null;
    }

    public Header ToHeader() => new(HeaderName, Encoding.UTF8.GetBytes(ToString()));

    public override string ToString() => $"{Job}/{BatchId:D}";
}
