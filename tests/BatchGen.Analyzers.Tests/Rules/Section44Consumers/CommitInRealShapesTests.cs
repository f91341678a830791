using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section44Consumers.ConsumerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

/// <summary>BWS4403 on the shapes in which people write consumers.</summary>
public sealed class CommitInRealShapesTests
{
    [Fact]
    public Task Reports_in_top_level_statements_with_an_alias() => RuleCheck.ReportsInProgram(
        """
        using System;
        using System.Threading;
        using Confluent.Kafka;
        using Result = Confluent.Kafka.ConsumeResult<string, string>;

        using IConsumer<string, string> consumer =
            new ConsumerBuilder<string, string>(new ConsumerConfig { GroupId = "g", EnableAutoCommit = false }).Build();
        IHandler handler = null!;
        using CancellationTokenSource cancellation = new();
        consumer.Subscribe("orders.placed.v1");
        while (!cancellation.IsCancellationRequested)
        {
            Result result = consumer.Consume(cancellation.Token);
            {|BWS4403:consumer.Commit(result)|};
            handler.Handle(result);
            Result next = consumer.Consume(cancellation.Token);
            handler.Handle(next);
            consumer.Commit(next);
        }

        consumer.Close();
        """,
        Parts);

    [Fact]
    public Task Reports_in_generic_nested_and_derived_consumers() => RuleCheck.Reports(
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public abstract class Listener<TKey, TValue>
        {
            protected abstract IConsumer<TKey, TValue> Consumer { get; }

            protected abstract Task OnMessageAsync(TValue value);

            public async Task ListenAsync(CancellationToken ct)
            {
                var consumeResult = Consumer.Consume(ct);
                {|BWS4403:Consumer.Commit(consumeResult)|};
                await OnMessageAsync(consumeResult.Message.Value);
            }

            private sealed class Nested(IConsumer<TKey, TValue> inner, Func<ConsumeResult<TKey, TValue>, Task> callback)
            {
                public async Task RunAsync(CancellationToken ct)
                {
                    for (; ; )
                    {
                        ConsumeResult<TKey, TValue>? result;
                        if ((result = inner.Consume(ct)) != null && !result.IsPartitionEOF)
                        {
                            await callback(result);
                            inner.Commit(result);
                        }
                    }
                }
            }
        }

        public sealed class Orders(IConsumer<Ignore, byte[]> consumer) : Listener<Ignore, byte[]>
        {
            protected override IConsumer<Ignore, byte[]> Consumer => consumer;

            protected override Task OnMessageAsync(byte[] value) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Looks_into_helpers_of_other_files_and_types() => RuleCheck.Reports(
        Class("""
            while (!ct.IsCancellationRequested)
            {
                var first = consumer.Consume(ct);
                {|BWS4403:Acknowledge(first)|};
                handler.Handle(first);
                var second = consumer.Consume(ct);
                Remember(second);
                {|BWS4403:consumer.Commit(second)|};
                var third = consumer.Next(ct);
                {|BWS4403:consumer.CommitSafely(third)|};
                handler.Handle(third);
                var fourth = consumer.Next(ct);
                Work(fourth);
                consumer.CommitSafely(fourth);
                var fifth = consumer.Next(ct);
                {|BWS4403:consumer.CommitAll()|};
                handler.Handle(fifth);
            }
            """).Replace("sealed class Worker", "sealed partial class Worker"),
        """
        using Confluent.Kafka;
        using Microsoft.Extensions.Logging;

        public sealed partial class Worker
        {
            private void Acknowledge(ConsumeResult<string, string> result) => consumer.Commit(result);

            private void Remember(ConsumeResult<string, string> result) => logger.LogInformation("Got {Value}", result.Message.Value);

            partial void Work(ConsumeResult<string, string> result);

            partial void Work(ConsumeResult<string, string> result) => handler.Handle(result);
        }

        public static class ConsumerExtensions
        {
            public static ConsumeResult<TKey, TValue> Next<TKey, TValue>(this IConsumer<TKey, TValue> consumer, System.Threading.CancellationToken ct) =>
                consumer.Consume(ct);

            public static void CommitSafely<TKey, TValue>(this IConsumer<TKey, TValue> consumer, ConsumeResult<TKey, TValue> result)
            {
                try
                {
                    consumer.Commit(result);
                }
                catch (KafkaException)
                {
                }
            }

            public static void CommitAll<TKey, TValue>(this IConsumer<TKey, TValue> consumer) => consumer.Commit();
        }
        """,
        Parts);

    [Fact]
    public Task Takes_what_may_be_overridden_for_processing() => RuleCheck.Reports(
        """
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public abstract class Listener(IConsumer<string, string> consumer)
        {
            protected virtual Task OnRecordAsync(ConsumeResult<string, string> result) => Task.CompletedTask;

            protected virtual void OnSkipped(ConsumeResult<string, string> result)
            {
            }

            public async Task RunAsync(CancellationToken ct)
            {
                var result = consumer.Consume(ct);
                await OnRecordAsync(result);
                consumer.Commit(result);
                result = consumer.Consume(ct);
                OnSkipped(result);
                consumer.Commit(result);
            }
        }
        """);

    [Fact]
    public Task Accepts_a_resilience_pipeline_a_verdict_and_a_switch() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            var accepted = handler.TryHandle(result.Message.Value);
            if (!accepted)
            {
                await handler.DeadLetterAsync(result);
            }

            consumer.Commit(result);

            switch (result.Message.Key)
            {
                case "a":
                    await handler.HandleAsync(result, ct);
                    break;
                default:
                    logger.LogInformation("Ignored {Key}", result.Message.Key);
                    break;
            }

            consumer.Commit(result);
        }
        """);

    [Fact]
    public Task Accepts_offsets_gathered_while_processing() => Body("""
        var offsets = new Dictionary<TopicPartition, Offset>();
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            await handler.HandleAsync(result, ct);
            offsets[result.TopicPartition] = result.Offset + 1;
            if (offsets.Count > 3)
            {
                consumer.Commit(offsets.Select(pair => new TopicPartitionOffset(pair.Key, pair.Value)));
                offsets.Clear();
            }
        }
        """);

    [Fact]
    public Task Reports_a_metric_in_place_of_processing() => Body(
        """
        var result = consumer.Consume(ct);
        Received.Add(1);
        if (result.Offset.Value % 100 == 0)
        {
            logger.LogInformation("At {Offset}", result.Offset);
        }

        {|BWS4403:consumer.Commit(result)|};
        await handler.SaveAsync(new Order(result.Message.Key, 1));
        """,
        "private static readonly System.Diagnostics.Metrics.Counter<long> Received = new System.Diagnostics.Metrics.Meter(\"m\").CreateCounter<long>(\"c\");");

    [Fact]
    public Task Accepts_a_record_handed_to_a_delegate_of_a_parameter_and_awaited() => Body(
        "await ConsumeAsync(result => handler.HandleAsync(result, ct), ct);",
        """
        private async Task ConsumeAsync(Func<ConsumeResult<string, string>, Task> process, CancellationToken ct)
        {
            while (!ct.IsCancellationRequested)
            {
                var result = consumer.Consume(ct);
                try
                {
                    await process(result);
                    consumer.Commit(result);
                }
                catch (KafkaException exception)
                {
                    logger.LogError(exception, "Commit of {Offset} failed", result.Offset);
                    throw;
                }
            }
        }
        """);

    [Fact]
    public Task Is_silent_in_code_that_is_being_typed() => Body("""
        var result = consumer.Consume(ct);
        consumer.{|CS0117:Comit|}(result);
        consumer.Commit({|CS0103:resul|});
        handler.Handle(result);
        """.Replace("CS0117", "CS1061"));
}
