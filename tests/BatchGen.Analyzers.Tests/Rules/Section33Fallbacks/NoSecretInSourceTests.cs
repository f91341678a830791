using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section33Fallbacks;

public sealed class NoSecretInSourceTests
{
    // What the rule looks for of libraries that the tests do not reference.
    private const string OtherClients = """
        namespace Amazon.Runtime
        {
            public abstract class AWSCredentials;
            public class BasicAWSCredentials(string accessKey, string secretKey) : AWSCredentials { public string Keys => accessKey + secretKey; }
            public class SessionAWSCredentials(string awsAccessKeyId, string awsSecretAccessKey, string token) : AWSCredentials
            {
                public string Keys => awsAccessKeyId + awsSecretAccessKey + token;
            }

            public abstract class AmazonServiceClient;
        }

        namespace Amazon.S3
        {
            public class AmazonS3Client : Amazon.Runtime.AmazonServiceClient
            {
                public AmazonS3Client(string awsAccessKeyId, string awsSecretAccessKey) { }
                public AmazonS3Client(Amazon.Runtime.AWSCredentials credentials) { }
            }
        }

        namespace MailKit
        {
            public interface IMailService
            {
                void Authenticate(string userName, string password);
                System.Threading.Tasks.Task AuthenticateAsync(string userName, string password);
            }

            public class SmtpClient : IMailService
            {
                public void Authenticate(string userName, string password) { }
                public System.Threading.Tasks.Task AuthenticateAsync(string userName, string password) => throw null!;
            }
        }
        """;

    private static string Body(string statements) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Net;
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public static class Clients
        {
            private const string Password = "hunter2";
            private const string None = "";

            public static async Task Run(IReadOnlyDictionary<string, string> settings, string password)
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """;

    private static string Store(string store) => Job(Load).Replace("\"file:///var/lib/batch/fallback\"", store);

    private static string Channel(string channel) => Job(Load).Replace("\"slack:people-alerts\"", channel);

    [Fact]
    public Task Says_what_holds_the_secret_and_not_the_secret() => RuleCheck.Says(
        "BWS3304",
        "A channel of job 'people-ingest' holds the URL of a webhook in source, where everybody has it who has the code: "
        + "write a name and put its value into the configuration, and replace the secret",
        Channel("{|#0:\"https://hooks.slack.com/services/T00/B00/x\"|}"));

    [Fact]
    public Task Says_which_setting_holds_it() => RuleCheck.Says(
        "BWS3304",
        "SaslPassword holds a secret in source, where everybody has it who has the code: "
        + "read it from the configuration or the environment, and replace the secret",
        Body("_ = new ClientConfig { SaslPassword = {|#0:\"hunter2\"|} };"));

    [Theory]
    [InlineData("\"s3://key:secret@people/fallback\"")]
    [InlineData("\"https://batch:pass@files.example.org/fallback\"")]
    public Task Reports_a_store_with_a_password_once(string store) => RuleCheck.Reports(Store($"{{|BWS3304:{store}|}}"));

    [Theory]
    [InlineData("\"slack:https://hooks.slack.com/services/T00/B00/x\"")]
    [InlineData("\"webhook:https://example.org/hook?token=abc\"")]
    [InlineData("\"webhook:https://me:pass@example.org/hook\"")]
    [InlineData("\"pagerduty:0123456789abcdef0123456789abcdef\"")]
    [InlineData("\"slack:xoxb-12345678-12345678\"")]
    public Task Reports_a_channel_with_a_token_once(string channel) => RuleCheck.Reports(Channel($"\"slack:ops\", {{|BWS3304:{channel}|}}"));

    [Fact]
    public Task Reports_a_webhook_in_another_attribute() => RuleCheck.Reports(
        Job(Load).Replace("Owner = \"people\"", "Owner = \"people\", Escalation = {|BWS3304:\"https://hooks.slack.com/services/T00/B00/x\"|}"));

    [Theory]
    [InlineData("\"slack:people-alerts\"")]
    [InlineData("\"pagerduty:people-ingest-production-on-call-0\"")]
    [InlineData("\"mailto:people@example.org\"")]
    public Task Accepts_names_and_addresses(string channel) => RuleCheck.Reports(Channel(channel), Second(Store("\"s3://people/key/of/it\""), "Second"));

    [Fact]
    public Task Reports_constants_in_kafka_settings_in_any_form() => RuleCheck.Reports(Body("""
        _ = new ProducerConfig { SaslUsername = "me", SaslPassword = {|BWS3304:"hunter2"|}, SslKeyPassword = {|BWS3304:Password|} };
        ConsumerConfig config = new() { SslKeyPem = {|BWS3304:"-----BEGIN " + "PRIVATE KEY-----"|} };
        config.SslKeystorePassword = {|BWS3304:"changeit"|};
        config.Set("sasl.password", {|BWS3304:"hunter2"|});
        Dictionary<string, string> pairs = new()
        {
            { "bootstrap.servers", "kafka:9092" },
            { "sasl.password", {|BWS3304:"hunter2"|} },
        };
        pairs["sasl.oauthbearer.client.secret"] = {|BWS3304:Password|};
        pairs.Add("ssl.key.password", {|BWS3304:"hunter2"|});
        _ = new Dictionary<string, string> { ["ssl.key.pem"] = {|BWS3304:"-----BEGIN PRIVATE KEY-----"|} };
        _ = new KeyValuePair<string, string>("sasl.password", {|BWS3304:"hunter2"|});
        """));

    [Fact]
    public Task Reports_constants_given_to_storage_and_mail_clients() => RuleCheck.Reports(
        Body("""
            _ = new Amazon.Runtime.BasicAWSCredentials("AKIA", {|BWS3304:"secret"|});
            _ = new Amazon.Runtime.SessionAWSCredentials(awsSecretAccessKey: {|BWS3304:"secret"|}, awsAccessKeyId: "ASIA", token: password);
            _ = new Amazon.S3.AmazonS3Client("AKIA", {|BWS3304:Password|});
            MailKit.SmtpClient smtp = new();
            smtp.Authenticate("me", {|BWS3304:"hunter2"|});
            await ((MailKit.IMailService)smtp).AuthenticateAsync("me", {|BWS3304:"hunter2"|});
            NetworkCredential credential = new("me", {|BWS3304:"hunter2"|});
            credential.Password = {|BWS3304:"hunter2"|};
            """),
        OtherClients);

    [Fact]
    public Task Accepts_what_comes_from_elsewhere_and_what_is_no_secret() => RuleCheck.Reports(
        Body("""
            _ = new ProducerConfig
            {
                SaslUsername = "me",
                SaslPassword = settings["kafka:password"],
                SslKeyPassword = Environment.GetEnvironmentVariable("KEY_PASSWORD"),
                SslKeystorePassword = None,
                SslKeyPem = null,
                SslCaLocation = "/etc/ssl/ca.pem",
            };
            ConsumerConfig config = new();
            config.Set("sasl.password", password);
            config.Set("sasl.username", "me");
            config.Set("sasl.password", "");
            Dictionary<string, string> pairs = new() { { "sasl.password", password }, { "client.id", "people" }, { "password", "a word" } };
            _ = new Amazon.Runtime.BasicAWSCredentials("AKIA", settings["s3:secret"]);
            _ = new Amazon.S3.AmazonS3Client(new Amazon.Runtime.BasicAWSCredentials(settings["s3:key"], password));
            new MailKit.SmtpClient().Authenticate("me", $"{password}");
            _ = new NetworkCredential("me", password);
            _ = new NetworkCredential("anonymous", "");
            _ = new Login("me", "hunter2");
            """) + "\n\npublic sealed record Login(string User, string Password);",
        OtherClients);
}
