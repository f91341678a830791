using Confluent.Kafka;

namespace Violations.AutoCommitIsOff;

public static class Consumers
{
    // BWS4402: says nothing about auto commit, and the client's default is on.
    public static IConsumer<string, string> Create(string servers)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = "people-load.load",
        };
        return new ConsumerBuilder<string, string>(config).Build();
    }
}
