using Confluent.Kafka;

namespace BatchGen.Cli.Connection;

/// <summary>
/// What the Kafka client has to say. A tool that a person waits for says it once it matters: the last error explains why nothing
/// answers. Written on the client's threads, read by the command.
/// </summary>
internal sealed class ClientMessages
{
    private volatile string? _last;

    /// <summary>The last error that says why; not the summary that all brokers are down.</summary>
    public string? Last => _last;

    public void OnError(IClient client, Error error)
    {
        if (error.Code != ErrorCode.Local_AllBrokersDown || _last is null)
        {
            _last = error.Reason;
        }
    }

    /// <summary>Drops the client's log: connections that come and go, settings that only the other kind of client has.</summary>
    public static void Ignore(IClient client, LogMessage message)
    {
    }
}
