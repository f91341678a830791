using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section43Producers.ProducerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section43Producers;

public sealed class ProducerLingersAtMostTenTests
{
    [Fact]
    public Task Says_how_long() => RuleCheck.Says(
        "BWS4304",
        "LingerMs of this producer is 100, and the standard allows 10 at most: set LingerMs = 10",
        In("return new ProducerConfig { {|#0:LingerMs = 100|} };"));

    [Fact]
    public Task Reports_more_than_ten() => RuleCheck.Reports(In(
        """
        {|BWS4304:given.LingerMs = 10.5|};
                {|BWS4304:given.LingerMs = Linger|};
                {|BWS4304:given.Set("queue.buffering.max.ms", "1e3")|};
                return new ProducerBuilder<string, string>(new Dictionary<string, string>
                {
                    ["enable.idempotence"] = "true",
                    ["compression.type"] = "snappy",
                    {|BWS4304:["linger.ms"] = "50"|},
                }).Build();
        """,
        "private const int Linger = 2 * 10;"));

    [Fact]
    public Task Accepts_up_to_ten_and_the_default() => RuleCheck.Reports(In($$"""
        using var first = new ProducerBuilder<string, string>(new ProducerConfig { {{Right}} }).Build();
                using var second = new ProducerBuilder<string, string>(new ProducerConfig { LingerMs = 10, {{Right}} }).Build();
                given.LingerMs = 0;
                given.LingerMs = null;
                given.LingerMs = configuration.GetValue<int>("linger");
                given.LingerMs = TimeSpan.FromMilliseconds(50).TotalMilliseconds;
                given.Set("linger.ms", "soon");
                given.BatchSize = 100;
                return new ConsumerConfig { FetchWaitMaxMs = 100 };
        """));

    [Fact]
    public Task Writes_ten() => RuleCheck.Fixes(
        "BWS4304",
        In("{|BWS4304:given.LingerMs = 10 * 10|}; // batch more\n        {|BWS4304:common.Set(\"linger.ms\", \"50\")|};\n        return 0;"),
        In("given.LingerMs = 10; // batch more\n        common.Set(\"linger.ms\", \"10\");\n        return 0;"));
}
