using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>Brings what the Kafka client has to say into the log.</summary>
internal static partial class KafkaLog
{
    public static void Write(ILogger logger, LogMessage message) =>
        LogClient(logger, (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging), message.Facility, message.Message);

    public static void Write(ILogger logger, Error error) =>
        LogError(logger, error.IsFatal ? LogLevel.Critical : LogLevel.Warning, error.Code, error.Reason);

    [LoggerMessage(EventId = 20, Message = "{Facility}: {Text}")]
    private static partial void LogClient(ILogger logger, LogLevel level, string facility, string text);

    [LoggerMessage(EventId = 21, Message = "Kafka error {Code}: {Reason}")]
    private static partial void LogError(ILogger logger, LogLevel level, ErrorCode code, string reason);
}
