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

    public void OnLog(IClient client, LogMessage message)
    {
        // The rest is not for people: connections that come and go, settings that only the other kind of client has.
        if (message.Level <= SyslogLevel.Error)
        {
            // "[thrd:127.0.0.1:9092/bootstrap]: 127.0.0.1:9092/bootstrap: Connect to … failed: Connection refused"
            _last = message.Message[(message.Message.IndexOf("]: ", StringComparison.Ordinal) is >= 0 and int end ? end + 3 : 0)..];
        }
    }
}
