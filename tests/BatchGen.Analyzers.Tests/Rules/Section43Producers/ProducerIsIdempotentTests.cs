using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section43Producers.ProducerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section43Producers;

public sealed class ProducerIsIdempotentTests
{
    private const string Compressed = "CompressionType = CompressionType.Zstd";

    [Fact]
    public Task Says_that_it_is_off_by_default() => RuleCheck.Says(
        "BWS4302",
        "Idempotence of this producer is off by default, so that retries write records twice and out of order: set EnableIdempotence = true",
        In($"return new ProducerBuilder<string, string>({{|#0:new ProducerConfig|}} {{ {Compressed} }}).Build();"));

    [Fact]
    public Task Reports_what_is_switched_off() => RuleCheck.Reports(In("""
        {|BWS4302:given.EnableIdempotence = false|};
                {|BWS4302:given.EnableIdempotence = null|};
                {|BWS4302:given.EnableIdempotence = default|};
                {|BWS4302:given.EnableIdempotence ??= false|};
                {|BWS4302:given.Set("enable.idempotence", "False")|};
                return new ProducerConfig { TransactionalId = "people", {|BWS4302:EnableIdempotence = false|} };
        """));

    [Fact]
    public Task Reports_the_default_however_the_configuration_is_made() => RuleCheck.Reports(
        In(
            $$"""
            ProducerConfig stepwise = {|BWS4302:new()|} { {{Compressed}} };
                    stepwise.BootstrapServers = "localhost:9092";
                    stepwise.Set("client.id", "setup");
                    using var first = new ProducerBuilder<string, string>(stepwise).Build();
                    using var second = new ProducerBuilder<Null, string>(stepwise).Build();
                    var copy = {|BWS4302:new ProducerConfig|}(Common()) { {{Compressed}} };
                    using var third = new ProducerBuilder<string, string>(copy).Build();
                    using var fourth = new ProducerBuilder<string, string>({|BWS4302:new HouseConfig|}("localhost:9092")).Build();
                    using var fifth = new ProducerBuilder<string, string>({|BWS4302:new EmptyConfig|} { {{Compressed}} }).Build();
                    var raw = {|BWS4302:new Dictionary<string, string>|} { ["compression.type"] = "zstd" };
                    using var sixth = new ProducerBuilder<string, string>(raw).Build();
                    Action later = () => new ProducerBuilder<string, string>({|BWS4302:new ProducerConfig|} { {{Compressed}} }).Build();
                    return new ProducerBuilder<string, string>(_field).Build();
            """,
            $$"""
            private static readonly ProducerConfig _field = {|BWS4302:new()|} { {{Compressed}} };

                private static ClientConfig Common()
                {
                    var config = new ClientConfig();
                    config.BootstrapServers = "localhost:9092";
                    return config;
                }
            """),
        """
        using Confluent.Kafka;

        public sealed class EmptyConfig : ProducerConfig;

        public sealed class HouseConfig : ProducerConfig
        {
            public HouseConfig(string servers)
            {
                BootstrapServers = servers;
                CompressionType = Confluent.Kafka.CompressionType.Zstd;
            }
        }
        """);

    [Fact]
    public Task Reports_it_in_a_program() => RuleCheck.ReportsInProgram($$"""
        using Confluent.Kafka;

        var config = {|BWS4302:new ProducerConfig|} { {{Compressed}} };
        using var producer = new ProducerBuilder<string, string>(config).Build();
        """);

    [Fact]
    public Task Accepts_every_way_to_switch_it_on() => RuleCheck.Reports(
        In(
            $$"""
            using var first = new ProducerBuilder<string, string>(new ProducerConfig { EnableIdempotence = true, {{Compressed}} }).Build();
                    var later = new ProducerConfig { {{Compressed}} };
                    if (flag)
                    {
                        later.EnableIdempotence = true;
                    }

                    using var second = new ProducerBuilder<string, string>(later).Build();
                    var coalesced = new ProducerConfig { {{Compressed}} };
                    coalesced.EnableIdempotence ??= true;
                    using var third = new ProducerBuilder<string, string>(coalesced).Build();
                    var tuple = new ProducerConfig { {{Compressed}} };
                    (tuple.EnableIdempotence, tuple.Acks) = (true, Acks.All);
                    using var fourth = new ProducerBuilder<string, string>(tuple).Build();
                    using var fifth = new ProducerBuilder<string, string>(new ProducerConfig(Common()) { {{Compressed}} }).Build();
                    using var sixth = new ProducerBuilder<string, string>(new HouseConfig("localhost:9092")).Build();
                    var shared = new ClientConfig();
                    var wrapped = new ProducerConfig(shared) { EnableIdempotence = true, {{Compressed}} };
                    using var seventh = new ProducerBuilder<string, string>(shared).Build();
                    using var eighth = new ProducerBuilder<string, string>(new ProducerConfig { TransactionalId = "people", {{Compressed}} }).Build();
                    return new ProducerBuilder<string, string>(new Dictionary<string, string>(3) { ["enable.idempotence"] = "1", ["compression.type"] = "zstd" }).Build();
            """,
            "private static ClientConfig Common() => new ProducerConfig { EnableIdempotence = true };"),
        """
        using Confluent.Kafka;

        public sealed class HouseConfig : ProducerConfig
        {
            public HouseConfig(string servers)
                : base()
            {
                BootstrapServers = servers;
                EnableIdempotence = true;
                this.Set("compression.type", "snappy");
            }
        }
        """);

    [Fact]
    public Task Reports_the_default_of_what_a_helper_makes_where_a_client_is_built_from_it() => RuleCheck.Reports(In(
        "return new ProducerBuilder<string, string>({|BWS4302:{|BWS4303:Default()|}|}).Build();",
        "private static ProducerConfig Default() => new() { BootstrapServers = \"localhost:9092\" };"));

    [Fact]
    public Task Is_silent_where_others_may_complete_it() => RuleCheck.Reports(
        In(
            """
            var completed = new ProducerConfig();
                    Complete(completed);
                    using var first = new ProducerBuilder<string, string>(completed).Build();
                    var bound = new ProducerConfig();
                    configuration.GetSection("Kafka").Bind(bound);
                    using var second = new ProducerBuilder<string, string>(bound).Build();
                    using var third = new ProducerBuilder<string, string>(given).Build();
                    using var fourth = new ProducerBuilder<string, string>(new ProducerConfig(common)).Build();
                    using var fifth = new ProducerBuilder<string, string>(new ProducerConfig(configuration.GetSection("Kafka").Get<ClientConfig>()!)).Build();
                    using var seventh = new ProducerBuilder<string, string>(new HouseConfig()).Build();
                    using var eighth = new DependentProducerBuilder<string, string>(third.Handle).Build();
                    using var ninth = new AdminClientBuilder(new ProducerConfig()).Build();
                    using var tenth = new ProducerBuilder<string, string>(flag ? given : new ProducerConfig()).Build();
                    services.AddSingleton(new ProducerConfig());
                    return new ProducerBuilder<string, string>(Public).Build();
            """,
            """
            public static readonly ProducerConfig Public = new();

                private static void Complete(ProducerConfig config) => config.EnableIdempotence = true;
            """),
        """
        using Confluent.Kafka;

        public class HouseConfig : ProducerConfig
        {
            public HouseConfig() => Complete();

            protected virtual void Complete()
            {
            }
        }
        """);

    [Fact]
    public Task Follows_properties_primary_constructors_and_static_fields() => RuleCheck.Reports(
        In(
            $$"""
            using var first = new ProducerBuilder<string, string>({|BWS4302:new ProducerConfig|}(Common) { {{Compressed}} }).Build();
                    using var second = new ProducerBuilder<string, string>({|BWS4302:new HouseConfig|}("h") { {{Compressed}} }).Build();
                    using var third = new ProducerBuilder<string, string>(new ProducerConfig(Idempotent) { {{Compressed}} }).Build();
                    using var fourth = new ProducerBuilder<string, string>(new ProducerConfig(Elsewhere.Common) { {{Compressed}} }).Build();
                    using var fifth = new ProducerBuilder<string, string>(new List<KeyValuePair<string, string>>()).Build();
                    return first;
            """,
            """
            private static ClientConfig Common => new() { BootstrapServers = "localhost:9092" };

                private static ProducerConfig Idempotent
                {
                    get { return new() { EnableIdempotence = true }; }
                }
            """),
        """
        using Confluent.Kafka;

        public sealed class HouseConfig(string name) : ProducerConfig
        {
            public string Name => name;
        }

        public static class Elsewhere
        {
            public static ClientConfig Common { get; } = new ProducerConfig { EnableIdempotence = true };
        }
        """);

    [Fact]
    public Task Is_silent_in_code_that_goes_round_in_circles() => RuleCheck.Reports(In(
        """
        ProducerConfig config = new ProducerConfig({|CS0165:config|});
                ProducerConfig first, second;
                first = new ProducerConfig({|CS0165:second|});
                second = new ProducerConfig(first);
                using var one = new ProducerBuilder<string, string>(config).Build();
                using var two = new ProducerBuilder<string, string>(second).Build();
                return new ProducerBuilder<string, string>(Round()).Build();
        """,
        """
        private static ProducerConfig Round() => Trip();

            private static ProducerConfig Trip() => Round();
        """));

    [Fact]
    public Task Switches_it_on_where_the_configuration_is_made() => RuleCheck.Fixes(
        "BWS4302",
        In($$"""
        {|BWS4302:given.EnableIdempotence = false|};
                ProducerConfig config = {|BWS4302:new()|}
                {
                    BootstrapServers = "localhost:9092", // one
                    {{Compressed}},
                };
                using var first = new ProducerBuilder<string, string>(config).Build();
                using var second = new ProducerBuilder<string, string>({|BWS4302:new ProducerConfig|}(new ClientConfig()) { {{Compressed}} }).Build();
                return new ProducerBuilder<string, string>({|BWS4302:new Dictionary<string, string>|} { { "compression.type", "zstd" } }).Build();
        """),
        In($$"""
        given.EnableIdempotence = true;
                ProducerConfig config = new()
                {
                    BootstrapServers = "localhost:9092", // one
                    {{Compressed}},
                    EnableIdempotence = true,
                };
                using var first = new ProducerBuilder<string, string>(config).Build();
                using var second = new ProducerBuilder<string, string>(new ProducerConfig(new ClientConfig()) { {{Compressed}}, EnableIdempotence = true }).Build();
                return new ProducerBuilder<string, string>(new Dictionary<string, string> { { "compression.type", "zstd" }, { "enable.idempotence", "true" } }).Build();
        """));

    [Fact]
    public Task Offers_nothing_where_the_configuration_has_no_such_setting() => RuleCheck.OffersNoFix(
        "BWS4302",
        In("""
        var config = {|BWS4302:new ClientConfig|}();
                config.Set("compression.type", "zstd");
                return new ProducerBuilder<string, string>(config).Build();
        """));
}
