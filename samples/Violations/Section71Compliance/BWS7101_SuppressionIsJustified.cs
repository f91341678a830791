using Confluent.Kafka;

namespace Violations.SuppressionIsJustified;

public static class Consumers
{
    // BWS7101: the next reader cannot tell whether this is an exception or a mistake.
    public static IConsumer<string, string> Create(string servers)
    {
#pragma warning disable BWS4402
        var config = new ConsumerConfig { BootstrapServers = servers, GroupId = "people-dashboard", EnableAutoCommit = true };
#pragma warning restore BWS4402
        return new ConsumerBuilder<string, string>(config).Build();
    }
}
