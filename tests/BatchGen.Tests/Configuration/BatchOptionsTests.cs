using BatchGen.Configuration;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Tests.Configuration;

public sealed class BatchOptionsTests
{
    private const string Secret = "s3cr3t-hunter2";

    [Fact]
    public void An_empty_section_gives_the_documented_defaults()
    {
        BatchOptions options = Read([]);
        Assert.Equal(("local", 1.0, null), (options.Environment, options.UpBackoffScale, options.FallbackStore));
        Assert.Equal(Path.Combine(".batch", "spool"), options.SpoolDirectory);
        Assert.Equal(
            new ConsumerOptions
            {
                CommitInterval = TimeSpan.FromSeconds(1),
                Drain = TimeSpan.FromSeconds(25),
                MaxInFlightRecords = 20_000,
                MaxInFlightBytes = 64L << 20,
            },
            options.Consumer);
        Assert.Null(options.Kafka.BootstrapServers);
        Assert.Equal(
            ("sqlite:.batch/idempotency.db", null, TimeSpan.FromDays(30)),
            (options.Idempotency.Store, options.Idempotency.ConnectionString, options.Idempotency.Retention));
    }

    [Fact]
    public void Every_key_arrives_where_it_belongs()
    {
        BatchOptions options = Read(
            ("Environment", "prod"), ("SpoolDirectory", "/spool"), ("Fallback:Store", "file:///f"), ("Up:BackoffScale", "0.5"),
            ("Consumer:CommitIntervalMs", "20"), ("Consumer:DrainSeconds", "3"), ("Consumer:MaxInFlightRecords", "7"), ("Consumer:MaxInFlightMegabytes", "2"),
            ("Kafka:BootstrapServers", "a:1,b:2"), ("Kafka:SecurityProtocol", "SASL_SSL"), ("Kafka:SaslMechanism", "SCRAM-SHA-512"),
            ("Kafka:SaslUsername", "u"), ("Kafka:SaslPassword", Secret), ("Kafka:Settings:client.id", "me"));
        Assert.Equal(("prod", "/spool", "file:///f", 0.5), (options.Environment, options.SpoolDirectory, options.FallbackStore, options.UpBackoffScale));
        Assert.Equal(
            new ConsumerOptions
            {
                CommitInterval = TimeSpan.FromMilliseconds(20),
                Drain = TimeSpan.FromSeconds(3),
                MaxInFlightRecords = 7,
                MaxInFlightBytes = 2L << 20,
            },
            options.Consumer);
        ProducerConfig config = options.Kafka.ApplyTo(new ProducerConfig { Acks = Acks.All });
        Assert.Equal(
            ("a:1,b:2", SecurityProtocol.SaslSsl, SaslMechanism.ScramSha512, "u", Secret, "me", Acks.All),
            (config.BootstrapServers, config.SecurityProtocol, config.SaslMechanism, config.SaslUsername, config.SaslPassword, config.ClientId, config.Acks));
    }

    [Theory]
    [InlineData("Consumer:DrainSeconds", "soon", "from 1 to 240")]
    [InlineData("Consumer:DrainSeconds", "0", "from 1 to 240")]
    [InlineData("Consumer:DrainSeconds", "241", "from 1 to 240")]
    [InlineData("Consumer:CommitIntervalMs", "9", "from 10 to 60000")]
    [InlineData("Consumer:CommitIntervalMs", "1.5", "whole number")]
    [InlineData("Consumer:MaxInFlightRecords", "0", "from 1 to 1000000")]
    [InlineData("Consumer:MaxInFlightMegabytes", "99999999999", "from 1 to 16384")]
    [InlineData("Consumer:DrainSecond", "5", "unknown key. Batch:Consumer has CommitIntervalMs, DrainSeconds")]
    [InlineData("Up:BackoffScale", "2", "from 0 to 1")]
    [InlineData("Up:BackoffScale", "0,5", "from 0 to 1")]
    [InlineData("Up:BackoffScale", "NaN", "from 0 to 1")]
    [InlineData("Up:Speed", "5", "unknown key")]
    [InlineData("Fallback:Path", "/f", "unknown key")]
    [InlineData("Kafka:SecurityProtocol", "tls", "not one of Plaintext, Ssl, SaslPlaintext, SaslSsl")]
    [InlineData("Kafka:SecurityProtocol", "1", "not one of")]
    [InlineData("Kafka:SecurityProtocol", "+1", "not one of")]
    [InlineData("Kafka:SecurityProtocol", "Plaintext,Ssl", "not one of")]
    [InlineData("Kafka:SaslMechanism", "SCRAM", "not one of")]
    [InlineData("Kafka:Bootstrap", "a:1", "unknown key")]
    [InlineData("Kafka:BootstrapServers:0", "a:1", "a single value is expected", "Kafka:BootstrapServers")]
    [InlineData("Kafka:SslCaLocation", "/no/such/ca.pem", "there is no file")]
    [InlineData("Kafka:SslCertificateLocation", "/no/such/c.pem", "there is no file")]
    [InlineData("Kafka:SslKeyLocation", "/no/such/k.pem", "there is no file")]
    [InlineData("Kafka", "a:1", "a section is expected")]
    [InlineData("Consumer", "5", "a section is expected")]
    [InlineData("Idempotency:RetentionDays", "0", "from 1 to 3650")]
    [InlineData("Idempotency:RetentionDays", "3651", "from 1 to 3650")]
    [InlineData("Idempotency:Path", "/x", "unknown key. Batch:Idempotency has ConnectionString, RetentionDays, Store")]
    [InlineData("Idempotency", "sqlite:x", "a section is expected")]
    [InlineData("Enviroment", "prod", "unknown key. Batch has Consumer, Environment")]
    public void A_wrong_key_or_value_is_an_error_that_names_the_full_key(string key, string value, string problem, string? named = null)
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(() => Read((key, value)));
        Assert.Equal($"Batch:{named ?? key}", exception.Key);
        Assert.StartsWith($"Batch:{named ?? key}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acks")]
    [InlineData("request.required.acks")]
    [InlineData("enable.idempotence")]
    [InlineData("compression.type")]
    [InlineData("linger.ms")]
    [InlineData("retries")]
    [InlineData("message.send.max.retries")]
    [InlineData("group.id")]
    [InlineData("enable.auto.commit")]
    [InlineData("Enable.Auto.Commit")]
    [InlineData("enable.auto.offset.store")]
    [InlineData("auto.offset.reset")]
    [InlineData("isolation.level")]
    [InlineData("transactional.id")]
    public void A_setting_that_is_policy_of_the_standard_is_refused(string setting)
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(() => Read(($"Kafka:Settings:{setting}", "1")));
        Assert.Equal($"Batch:Kafka:Settings:{setting}", exception.Key);
        Assert.Contains("policy", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kafka:SaslMechanism", new[] { "Kafka:SecurityProtocol", "SaslSsl" })]
    [InlineData("Kafka:SecurityProtocol", new[] { "Kafka:SaslUsername", "u" })]
    [InlineData("Kafka:SecurityProtocol", new[] { "Kafka:SaslPassword", Secret })]
    [InlineData("Kafka:SecurityProtocol", new[] { "Kafka:SecurityProtocol", "Ssl", "Kafka:SaslPassword", Secret })]
    public void Half_a_SASL_configuration_is_an_error(string key, string[] settings)
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(
            () => Read([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))]));
        Assert.Equal($"Batch:{key}", exception.Key);
        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kafka:SaslPasswort", Secret)]
    [InlineData("Kafka:SslKeyPassword:0", Secret)]
    [InlineData("Idempotency:ConnectionString:0", Secret)]
    [InlineData("Idempotency:Connectionstrings", Secret)]
    [InlineData("Kafka:SaslPassword:Value", Secret)]
    public void No_message_shows_the_value_of_a_secret(string key, string value)
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(() => Read((key, value)));
        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_the_client_does_not_know_is_wrong_configuration_too()
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(() => BatchGen.Runtime.KafkaConnection.Build(
            new ProducerBuilder<byte[], byte[]>(Read(("Kafka:Settings:no.such.setting", "1")).Kafka.ApplyTo(new ProducerConfig())).Build));
        Assert.Contains("no.such.setting", exception.Message, StringComparison.Ordinal);
    }

    private static BatchOptions Read(params (string Key, string Value)[] settings) => BatchOptions.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"Batch:{setting.Key}", setting.Value)))
            .Build());
}
