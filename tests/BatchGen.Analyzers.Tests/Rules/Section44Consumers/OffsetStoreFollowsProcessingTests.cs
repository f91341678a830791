using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section44Consumers.ConsumerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

public sealed class OffsetStoreFollowsProcessingTests
{
    private static string Worker(string config, string loop = "handler.Handle(result);\n            consumer.StoreOffset(result);") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using Confluent.Kafka;

        public sealed class Worker(IHandler handler)
        {
            public void Run(CancellationToken ct)
            {
                {{config}}
                consumer.Subscribe("orders.placed.v1");
                while (!ct.IsCancellationRequested)
                {
                    var result = consumer.Consume(ct);
                    {{loop}}
                }

                consumer.Commit();
                consumer.Close();
            }
        }
        """;

    [Fact]
    public Task Says_which_call_stores_too_early() => RuleCheck.Says(
        "BWS4404",
        "'consumer.StoreOffset(result)' can store the offset of a record before it is processed: "
        + "store it after processing has returned or was awaited",
        Class("""
            var result = consumer.Consume(ct);
            {|#0:consumer.StoreOffset(result)|};
            handler.Handle(result);
            """),
        Parts);

    [Fact]
    public Task Says_that_the_client_stores_offsets_as_well() => RuleCheck.Says(
        "BWS4404",
        "The client stores the offset of each polled record by default, beside the code that calls StoreOffset: set EnableAutoOffsetStore = false",
        Worker("""
            using var consumer = new ConsumerBuilder<string, string>({|#0:new ConsumerConfig|} { GroupId = "g", EnableAutoCommit = false }).Build();
            """),
        Parts);

    [Fact]
    public Task Reports_offsets_stored_before_the_work_is_done() => Body(
        """
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            {|BWS4404:consumer.StoreOffset(first)|};
            await handler.HandleAsync(first, ct);
            var second = consumer.Consume(ct);
            {|BWS4404:consumer.StoreOffset(new TopicPartitionOffset(second.TopicPartition, second.Offset + 1))|};
            await handler.HandleAsync(second, ct);
            var third = consumer.Consume(ct);
            _ = handler.HandleAsync(third, ct);
            {|BWS4404:consumer.StoreOffset(third)|};
            var fourth = consumer.Consume(ct);
            {|BWS4404:Remember(fourth)|};
            handler.Handle(fourth);
            var fifth = consumer.Consume(ct);
            try
            {
                handler.Handle(fifth);
            }
            finally
            {
                {|BWS4404:consumer.StoreOffset(fifth)|};
            }
        }
        """,
        "private void Remember(ConsumeResult<string, string> result) => consumer.StoreOffset(result);");

    [Fact]
    public Task Leaves_a_failed_record_to_the_rule_about_it() => Body("""
        var result = consumer.Consume(ct);
        try
        {
            handler.Handle(result);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Failed");
        }

        {|BWS4405:consumer.StoreOffset(result)|};
        """);

    [Fact]
    public Task Accepts_offsets_stored_after_the_work_and_committed_at_any_time() => Body(
        """
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(TimeSpan.FromSeconds(1));
            if (result is null)
            {
                consumer.Commit();
                continue;
            }

            await handler.HandleAsync(result, ct);
            consumer.StoreOffset(result);
            consumer.Commit();
            result = consumer.Consume(ct);
            if (handler.TryHandle(result.Message.Value))
            {
                Remember(result);
            }

            result = consumer.Consume(ct);
            consumer.StoreOffset(result.TopicPartitionOffset);
            handler.Handle(result);
        }
        """,
        "private void Remember(ConsumeResult<string, string> result) => consumer.StoreOffset(result);");

    [Fact]
    public Task Reports_configurations_that_leave_the_automatic_store_on() => RuleCheck.Reports(
        Worker("""
            var config = new ConsumerConfig { GroupId = "g", EnableAutoCommit = false };
                    {|BWS4404:config.EnableAutoOffsetStore = true|};
                    using var consumer = new ConsumerBuilder<string, string>(config).Build();
            """),
        Worker("""
            ConsumerConfig config = {|BWS4404:new()|} { GroupId = "g", EnableAutoCommit = false };
                    using var consumer = new ConsumerBuilder<string, string>(config).Build();
            """).Replace("class Worker", "class Second"),
        Worker("""
            var settings = new Dictionary<string, string> { ["enable.auto.commit"] = "false", {|BWS4404:["enable.auto.offset.store"] = "true"|} };
                    using var consumer = new ConsumerBuilder<string, string>(settings).Build();
            """).Replace("class Worker", "class Third"),
        Parts);

    [Fact]
    public Task Reports_both_mistakes_of_a_timer_that_commits_what_was_not_stored() => RuleCheck.Reports(
        Worker("""
            using var consumer = new ConsumerBuilder<string, string>({|BWS4402:{|BWS4404:new ConsumerConfig|}|} { GroupId = "g" }).Build();
            """),
        Parts);

    [Fact]
    public Task Accepts_configurations_where_the_code_alone_stores_or_nobody_does() => RuleCheck.Reports(
        Worker("""
            using var consumer = new ConsumerBuilder<string, string>(
                        new ConsumerConfig { GroupId = "g", EnableAutoCommit = false, EnableAutoOffsetStore = false }).Build();
            """),
        Worker("""
            var config = new ConsumerConfig { GroupId = "g", EnableAutoCommit = false };
                    config.Set("enable.auto.offset.store", "false");
                    using var consumer = new ConsumerBuilder<string, string>(config).Build();
            """).Replace("class Worker", "class Second"),
        Worker(
            """
            using var consumer = new ConsumerBuilder<string, string>(new ConsumerConfig { GroupId = "g", EnableAutoCommit = false }).Build();
            """,
            "handler.Handle(result);\n            consumer.Commit(result);").Replace("class Worker", "class Third"),
        Parts);

    [Fact]
    public Task Is_silent_about_configurations_of_other_consumers() => RuleCheck.Reports(
        Worker("""
            using var consumer = new ConsumerBuilder<string, string>(
                        new ConsumerConfig { GroupId = "g", EnableAutoCommit = false, EnableAutoOffsetStore = false }).Build();
                    using var probe = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { GroupId = "probe", EnableAutoCommit = false }).Build();
                    probe.Close();
            """),
        """
        using Confluent.Kafka;

        public static class Consumers
        {
            public static IConsumer<string, string> Create() =>
                new ConsumerBuilder<string, string>(new ConsumerConfig { GroupId = "h", EnableAutoCommit = false }).Build();
        }
        """,
        Parts);

    [Fact]
    public Task Fixes_the_configuration() => RuleCheck.Fixes(
        "BWS4404",
        Worker("""
            var config = new ConsumerConfig
                    {
                        GroupId = "g", // the team's
                        EnableAutoCommit = false,
                        {|BWS4404:EnableAutoOffsetStore = true|},
                    };
                    using var consumer = new ConsumerBuilder<string, string>(config).Build();
            """),
        Worker("""
            var config = new ConsumerConfig
                    {
                        GroupId = "g", // the team's
                        EnableAutoCommit = false,
                        EnableAutoOffsetStore = false,
                    };
                    using var consumer = new ConsumerBuilder<string, string>(config).Build();
            """),
        Parts);

    [Fact]
    public Task Fixes_the_default() => RuleCheck.Fixes(
        "BWS4404",
        Worker("""
            using var consumer = new ConsumerBuilder<string, string>({|BWS4404:new ConsumerConfig|} { GroupId = "g", EnableAutoCommit = false }).Build();
            """),
        Worker("""
            using var consumer = new ConsumerBuilder<string, string>(new ConsumerConfig { GroupId = "g", EnableAutoCommit = false, EnableAutoOffsetStore = false }).Build();
            """),
        Parts);

    [Fact]
    public Task Offers_no_fix_for_a_call_that_stores_too_early() => RuleCheck.OffersNoFix(
        "BWS4404",
        Class("""
            var result = consumer.Consume(ct);
            {|BWS4404:consumer.StoreOffset(result)|};
            handler.Handle(result);
            """),
        Parts);
}
