using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section43Producers.ProducerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section43Producers;

public sealed class ProducerAcksAllTests
{
    [Fact]
    public Task Says_what_is_stated() => RuleCheck.Says(
        "BWS4301",
        "Acks of this producer is Leader, so that records are lost with one broker: set Acks = Acks.All",
        In("return new ProducerConfig { {|#0:Acks = Acks.Leader|} };"));

    [Fact]
    public Task Reports_fewer_wherever_they_are_stated() => RuleCheck.Reports(
        In(
            """
            given.BootstrapServers = "localhost:9092";
                    {|BWS4301:given.Acks = Acks.None|};
                    {|BWS4301:given.Set("acks", "1")|};
                    {|BWS4301:common.Set("request.required.acks", "0")|};
                    Action<ProducerConfig> change = options => {|BWS4301:options.Acks = Levels.Fast|};
                    ClientConfig shared = new() { {|BWS4301:Acks = (Acks)2|} };
                    return (shared, change, Make());
            """,
            """
            private static ProducerConfig Make() => new() { {|BWS4301:Acks = Leader|} };
            """).Replace("using System;", "using System;\nusing static Confluent.Kafka.Acks;"),
        """
        using Confluent.Kafka;

        public static class Levels
        {
            public const Acks Fast = Acks.Leader;
        }

        public sealed class FastConfig : ProducerConfig
        {
            public FastConfig() => {|BWS4301:Acks = Confluent.Kafka.Acks.Leader|};
        }
        """);

    [Fact]
    public Task Reports_entries_of_dictionaries_that_producers_are_built_from() => RuleCheck.Reports(In(
        """
        var settings = new Dictionary<string, string>
                {
                    ["enable.idempotence"] = "true",
                    ["compression.codec"] = "zstd",
                    {|BWS4301:["request.required.acks"] = "1"|},
                };
                using var first = new ProducerBuilder<string, string>(settings).Build();
                return new ProducerBuilder<Null, string>({|BWS4301:Fast()|}).Build();
        """,
        """
        private static Dictionary<string, string> Fast() =>
                new() { { "enable.idempotence", "true" }, { "compression.type", "snappy" }, { "acks", "1" } };
        """));

    [Fact]
    public Task Accepts_all_the_default_and_what_is_no_producers() => RuleCheck.Reports(In($$"""
        using var first = new ProducerBuilder<string, string>(new ProducerConfig { {{Right}} }).Build();
                using var second = new ProducerBuilder<string, string>(new ProducerConfig { Acks = Acks.All, {{Right}} }).Build();
                given.Acks = null;
                given.Set("acks", "all");
                given.Set("acks", "-1");
                given.Set("client.id", "1");
                var consumer = new ConsumerConfig { Acks = Acks.Leader };
                var admin = new AdminClientConfig { Acks = Acks.None };
                var elsewhere = new Dictionary<string, string> { ["acks"] = "1" };
                return (consumer, admin, elsewhere);
        """));

    [Fact]
    public Task Is_silent_where_it_cannot_tell() => RuleCheck.Reports(In(
        """
        given.Acks = flag ? Acks.All : Acks.Leader;
                given.Set("acks", configuration["acks"]!);
                given.Set(configuration["key"]!, "1");
                var later = new ProducerConfig { Acks = Acks.Leader };
                if (flag)
                {
                    later.Acks = Acks.All;
                }

                var bound = configuration.GetSection("Kafka").Get<ProducerConfig>()!;
                bound.Acks = Level;
                return new ProducerBuilder<string, string>(bound).Build();
        """,
        "private static readonly Acks Level = Acks.Leader;"));

    [Fact]
    public Task Is_silent_in_incomplete_code() => RuleCheck.Reports(In("return new ProducerConfig { Acks = Acks.{|CS0117:Al|} };"));

    [Fact]
    public Task Writes_all_in_the_style_that_is_there() => RuleCheck.Fixes(
        "BWS4301",
        In(
            """
            {|BWS4301:given.Acks = Acks.None|}; // Fast.
                    {|BWS4301:common.Set("acks", "1")|};
                    var settings = new Dictionary<string, string> { { "enable.idempotence", "true" }, {|BWS4301:{ "acks", "1" }|}, { "compression.type", "zstd" } };
                    return new ProducerBuilder<Null, string>(settings).Build();
            """,
            """
            private sealed class FastConfig : ProducerConfig
                {
                    public FastConfig() => {|BWS4301:Acks = Confluent.Kafka.Acks.Leader|};
                }
            """),
        In(
            """
            given.Acks = Acks.All; // Fast.
                    common.Set("acks", "all");
                    var settings = new Dictionary<string, string> { { "enable.idempotence", "true" }, { "acks", "all" }, { "compression.type", "zstd" } };
                    return new ProducerBuilder<Null, string>(settings).Build();
            """,
            """
            private sealed class FastConfig : ProducerConfig
                {
                    public FastConfig() => Acks = Confluent.Kafka.Acks.All;
                }
            """));

    [Fact]
    public Task Offers_nothing_where_a_helper_is_wrong() => RuleCheck.OffersNoFix(
        "BWS4301",
        In(
            "return new ProducerBuilder<Null, string>({|BWS4301:Set(\"localhost\", \"9092\")|}).Build();".Replace("Set(", "Fast("),
            """
            private static Dictionary<string, string> Fast(string host, string port) =>
                    new() { ["bootstrap.servers"] = host + port, ["enable.idempotence"] = "true", ["compression.type"] = "snappy", ["acks"] = "1" };
            """));
}
