using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

public sealed class AutoCommitIsOffTests
{
    private static string In(string body, string members = "") => $$"""
        using System.Collections.Generic;
        using Confluent.Kafka;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Config = Confluent.Kafka.ConsumerConfig;

        public sealed class Setup(IConfiguration configuration, IServiceCollection services, ConsumerConfig given)
        {
            public object Run(bool flag)
            {
                _ = (configuration, services, given, flag);
                {{body}}
            }
            {{members}}
        }

        public static class Defaults
        {
            public static void Complete(ConsumerConfig config) => config.EnableAutoCommit = false;
            public static ConsumerConfig Of(string group) => new() { GroupId = group };
        }
        """;

    [Fact]
    public Task Says_that_it_is_on_by_default() => RuleCheck.Says(
        "BWS4402",
        "Auto commit of this consumer is on by default: set EnableAutoCommit = false and commit after processing",
        In("return new ConsumerBuilder<string, string>({|#0:new ConsumerConfig|} { GroupId = \"g\" }).Build();"));

    [Fact]
    public Task Reports_what_is_switched_on_wherever_that_stands() => RuleCheck.Reports(In("""
        var config = new ConsumerConfig { GroupId = "g", {|BWS4402:EnableAutoCommit = true|} };
                {|BWS4402:given.EnableAutoCommit = true|};
                {|BWS4402:given.Set("enable.auto.commit", "true")|};
                Config other = new() { {|BWS4402:EnableAutoCommit = null|} };
                return (config, other);
        """));

    [Fact]
    public Task Reports_the_default_of_locals_and_implicit_creations() => RuleCheck.Reports(In("""
        ConsumerConfig config = {|BWS4402:new()|} { GroupId = "g" };
                config.BootstrapServers = "localhost:9092";
                config.Set("client.id", "setup");
                using var first = new ConsumerBuilder<string, string>(config).Build();
                using var second = new ConsumerBuilder<Ignore, string>(config).Build();
                var copy = {|BWS4402:new Config|}(new ClientConfig { BootstrapServers = "localhost:9092" }) { GroupId = "g" };
                return new ConsumerBuilder<string, string>(copy).Build();
        """));

    [Fact]
    public Task Reports_dictionaries() => RuleCheck.Reports(In("""
        var settings = new Dictionary<string, string> { ["group.id"] = "g", {|BWS4402:["enable.auto.commit"] = "true"|} };
                using var first = new ConsumerBuilder<string, string>(settings).Build();
                using var second = new ConsumerBuilder<string, string>({|BWS4402:new Dictionary<string, string>|} { { "group.id", "g" } }).Build();
                return new ConsumerBuilder<string, string>({|BWS4402:new ConsumerConfig|}(new Dictionary<string, string> { ["group.id"] = "g" })).Build();
        """));

    [Fact]
    public Task Reports_a_private_field_that_nobody_completes() => RuleCheck.Reports(In(
        "return new ConsumerBuilder<string, string>(_config).Build();",
        "private readonly ConsumerConfig _config = {|BWS4402:new()|} { GroupId = \"g\" };"));

    [Fact]
    public Task Accepts_every_way_to_switch_it_off() => RuleCheck.Reports(In("""
        using var first = new ConsumerBuilder<string, string>(new ConsumerConfig { GroupId = "g", EnableAutoCommit = false }).Build();
                var later = new ConsumerConfig { GroupId = "g" };
                if (flag)
                {
                    later.EnableAutoCommit = false;
                }

                using var second = new ConsumerBuilder<string, string>(later).Build();
                var set = new ConsumerConfig { EnableAutoCommit = true };
                set.Set("enable.auto.commit", "false");
                using var third = new ConsumerBuilder<string, string>(set).Build();
                var settings = new Dictionary<string, string> { { "group.id", "g" } };
                settings["enable.auto.commit"] = "false";
                using var fourth = new ConsumerBuilder<string, string>(settings).Build();
                return new ConsumerBuilder<string, string>(new ConsumerConfig(new Dictionary<string, string> { { "enable.auto.commit", "False" } })).Build();
        """));

    [Fact]
    public Task Reports_the_default_of_what_a_helper_makes_where_a_consumer_is_built_from_it() => RuleCheck.Reports(In(
        "return new ConsumerBuilder<string, string>({|BWS4402:Defaults.Of(\"g\")|}).Build();"));

    [Fact]
    public Task Is_silent_where_others_may_complete_it() => RuleCheck.Reports(In(
        """
        var completed = new ConsumerConfig { GroupId = "g" };
                Defaults.Complete(completed);
                using var first = new ConsumerBuilder<string, string>(completed).Build();
                var bound = new ConsumerConfig { GroupId = "g" };
                configuration.GetSection("Kafka").Bind(bound);
                using var second = new ConsumerBuilder<string, string>(bound).Build();
                using var fourth = new ConsumerBuilder<string, string>(given).Build();
                services.AddSingleton(new ConsumerConfig { GroupId = "g" });
                ConsumerConfig fifth = flag ? given : new() { GroupId = "g" };
                using var sixth = new ConsumerBuilder<string, string>(fifth).Build();
                var read = new ConsumerConfig { EnableAutoCommit = configuration["auto"] == "on" };
                using var seventh = new ConsumerBuilder<string, string>(read).Build();
                var admin = new AdminClientBuilder(new ConsumerConfig { GroupId = "g" });
                return new ConsumerBuilder<string, string>(_shared).Build();
        """,
        """
        private readonly ConsumerConfig _shared = new() { GroupId = "g" };

            public void Complete() => _shared.EnableAutoCommit = false;
        """));

    [Fact]
    public Task Is_silent_in_incomplete_code() => RuleCheck.Reports(In(
        "var config = new ConsumerConfig { GroupId = \"g\", EnableAutoCommit = {|CS1525:}|};\n        return new ConsumerBuilder<string, string>(config).Build();"));

    [Fact]
    public Task Switches_it_off_where_it_is_switched_on() => RuleCheck.Fixes(
        "BWS4402",
        In("""
        var settings = new Dictionary<string, string> { {|BWS4402:{ "enable.auto.commit", "true" }|}, { "group.id", "g" } };
                {|BWS4402:given.EnableAutoCommit = true|} /* why? */;
                var other = new ConsumerConfig();
                {|BWS4402:other.Set("enable.auto.commit", "true")|};
                return new ConsumerBuilder<string, string>(settings).Build();
        """),
        In("""
        var settings = new Dictionary<string, string> { { "enable.auto.commit", "false" }, { "group.id", "g" } };
                given.EnableAutoCommit = false /* why? */;
                var other = new ConsumerConfig();
                other.Set("enable.auto.commit", "false");
                return new ConsumerBuilder<string, string>(settings).Build();
        """));

    [Fact]
    public Task Adds_the_setting_in_the_layout_that_is_there() => RuleCheck.Fixes(
        "BWS4402",
        In("""
        using var first = new ConsumerBuilder<string, string>({|BWS4402:new ConsumerConfig|}()).Build();
                using var second = new ConsumerBuilder<string, string>({|BWS4402:new ConsumerConfig|} { GroupId = "g" }).Build();
                using var third = new ConsumerBuilder<string, string>({|BWS4402:new Dictionary<string, string>|} { ["group.id"] = "g" }).Build();
                ConsumerConfig config = {|BWS4402:new()|}
                {
                    BootstrapServers = "localhost:9092",
                    GroupId = "g", // one per job
                };
                ConsumerConfig last = {|BWS4402:new()|}
                {
                    GroupId = "g"
                };
                using var fourth = new ConsumerBuilder<string, string>(last).Build();
                return new ConsumerBuilder<string, string>(config).Build();
        """),
        In("""
        using var first = new ConsumerBuilder<string, string>(new ConsumerConfig { EnableAutoCommit = false }).Build();
                using var second = new ConsumerBuilder<string, string>(new ConsumerConfig { GroupId = "g", EnableAutoCommit = false }).Build();
                using var third = new ConsumerBuilder<string, string>(new Dictionary<string, string> { ["group.id"] = "g", ["enable.auto.commit"] = "false" }).Build();
                ConsumerConfig config = new()
                {
                    BootstrapServers = "localhost:9092",
                    GroupId = "g", // one per job
                    EnableAutoCommit = false,
                };
                ConsumerConfig last = new()
                {
                    GroupId = "g",
                    EnableAutoCommit = false
                };
                using var fourth = new ConsumerBuilder<string, string>(last).Build();
                return new ConsumerBuilder<string, string>(config).Build();
        """));

    [Fact]
    public Task Adds_the_setting_to_a_field() => RuleCheck.Fixes(
        "BWS4402",
        In(
            "return new ConsumerBuilder<string, string>(_config).Build();",
            "private readonly ConsumerConfig _config = {|BWS4402:new()|} { GroupId = \"g\" };"),
        In(
            "return new ConsumerBuilder<string, string>(_config).Build();",
            "private readonly ConsumerConfig _config = new() { GroupId = \"g\", EnableAutoCommit = false };"));
}
