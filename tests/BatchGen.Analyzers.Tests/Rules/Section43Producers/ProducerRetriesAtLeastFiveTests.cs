using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section43Producers.ProducerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section43Producers;

public sealed class ProducerRetriesAtLeastFiveTests
{
    [Fact]
    public Task Says_how_many() => RuleCheck.Says(
        "BWS4305",
        "MessageSendMaxRetries of this producer is 3, and the standard asks for 5 at least: set MessageSendMaxRetries = 5",
        In("return new ProducerConfig { {|#0:MessageSendMaxRetries = 3|} };"));

    [Fact]
    public Task Reports_fewer_than_five() => RuleCheck.Reports(In("""
        {|BWS4305:given.MessageSendMaxRetries = 0|};
                {|BWS4305:given.Set("retries", "4")|};
                {|BWS4305:given.Set("message.send.max.retries", "1")|};
                return new ProducerBuilder<string, string>(new Dictionary<string, string>
                {
                    { "enable.idempotence", "true" },
                    { "compression.type", "snappy" },
                    {|BWS4305:{ "retries", "2" }|},
                }).Build();
        """));

    [Fact]
    public Task Accepts_five_and_the_default() => RuleCheck.Reports(In($$"""
        using var first = new ProducerBuilder<string, string>(new ProducerConfig { {{Right}} }).Build();
                given.MessageSendMaxRetries = 5;
                given.MessageSendMaxRetries = int.MaxValue;
                given.MessageSendMaxRetries = null;
                given.MessageSendMaxRetries = configuration.GetValue<int>("retries");
                given.Set("retries", "10");
                given.RetryBackoffMs = 1;
                return new AdminClientConfig { RetryBackoffMs = 1 };
        """));

    [Fact]
    public Task Writes_five() => RuleCheck.Fixes(
        "BWS4305",
        In("{|BWS4305:given.MessageSendMaxRetries = 0|};\n        {|BWS4305:common.Set(\"retries\", \"1\")|};\n        return 0;"),
        In("given.MessageSendMaxRetries = 5;\n        common.Set(\"retries\", \"5\");\n        return 0;"));
}
