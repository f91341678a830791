using System.Text.Json.Serialization.Metadata;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>A message that a handler has published and that leaves with its record's offset.</summary>
/// <param name="Topic">Where it goes.</param>
/// <param name="Message">The message.</param>
internal readonly record struct PublishedMessage(string Topic, Message<byte[], byte[]> Message);

/// <summary>
/// Where the handler of a transactional load stage publishes: what one attempt publishes is kept until the record's offset is committed,
/// and leaves in the same transaction. What a failed attempt has published never leaves.
/// </summary>
/// <remarks>The handler may publish on several threads; once its attempt is over, nothing more is taken.</remarks>
internal sealed class BufferedPublishScope(Guid batchId, DateTimeOffset ingestedAt) : PublishScope
{
    private readonly Lock _gate = new();
    private readonly List<PublishedMessage> _messages = [];
    private bool _isClosed;

    public override Task SendAsync<T>(
        string topic, string recordId, string key, T payload, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Message<byte[], byte[]> message = EnvelopeMessage.Create(batchId, ingestedAt, recordId, key, payload, json, Compensates);
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new InvalidOperationException("The attempt that this record belongs to is over: its handler went on without being waited for.");
            }

            _messages.Add(new PublishedMessage(topic, message));
        }

        return Task.CompletedTask;
    }

    /// <summary>Ends the attempt, and gives what it has published.</summary>
    public IReadOnlyList<PublishedMessage> Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return _messages;
        }
    }
}
