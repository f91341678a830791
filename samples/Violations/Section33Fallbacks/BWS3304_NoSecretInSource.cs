using Confluent.Kafka;

namespace Violations.NoSecretInSource;

public static class AdminClients
{
    // BWS3304: whoever has the repository can delete the topics.
    public static IAdminClient Create(string servers)
    {
        var config = new AdminClientConfig
        {
            BootstrapServers = servers,
            SecurityProtocol = SecurityProtocol.SaslSsl,
            SaslUsername = "admin",
            SaslPassword = "correct horse battery staple",
        };
        return new AdminClientBuilder(config).Build();
    }
}
