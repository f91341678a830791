using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Section43Producers;

public sealed class DeliveryResultIsObservedTests
{
    private static string In(string body, string members = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public sealed class Events(IProducer<string, string> producer, IProducer<string, string>? maybe, List<Message<string, string>> messages)
        {
            private readonly List<Task> _tasks = [];

            public async Task RunAsync(string topic, Message<string, string> message, Action<DeliveryReport<string, string>>? given)
            {
                await Task.Yield();
                _ = (producer, maybe, messages, given, _tasks);
                {{body}}
            }
            {{members}}
        }
        """;

    [Fact]
    public Task Says_that_there_is_no_handler() => RuleCheck.Says(
        "BWS4306",
        "Produce is given no delivery handler, so that a record that is not delivered is lost without a trace: pass a handler that looks at report.Error",
        In("producer.{|#0:Produce|}(topic, message);"));

    [Fact]
    public Task Says_that_the_task_is_dropped() => RuleCheck.Says(
        "BWS4306",
        "The task of ProduceAsync is dropped, so that a record that is not delivered is lost without a trace: await it, or keep it and await it later",
        In("_ = producer.{|#0:ProduceAsync|}(topic, message);"));

    [Fact]
    public Task Reports_results_that_nobody_sees() => RuleCheck.Reports(In("""
        producer.Produce(topic, message, {|BWS4306:null|});
                producer.Produce(new TopicPartition(topic, 0), message, {|BWS4306:deliveryHandler: default|});
                producer.Produce(topic, message, {|BWS4306:_ => { }|});
                producer.Produce(topic, message, {|BWS4306:delegate { }|});
                maybe?.{|BWS4306:Produce|}(topic, message);
                producer.{|BWS4306:ProduceAsync|}(topic, message);
                _ = maybe?.{|BWS4306:ProduceAsync|}(topic, message);
                _ = producer.{|BWS4306:ProduceAsync|}(topic, message).ConfigureAwait(false);
                messages.ForEach(each => producer.{|BWS4306:ProduceAsync|}(topic, each));
                foreach (var each in messages)
                {
                    producer.{|BWS4306:Produce|}(topic, each);
                }

                producer.Flush(TimeSpan.FromSeconds(10));
        """));

    [Fact]
    public Task Accepts_handlers() => RuleCheck.Reports(In(
        """
        producer.Produce(topic, message, report => Console.WriteLine(report.Error));
                producer.Produce(topic, message, OnDelivered);
                producer.Produce(topic, message, given);
                producer.Produce(topic, message, report =>
                {
                    if (report.Error.IsError)
                    {
                        throw new KafkaException(report.Error);
                    }
                });
                maybe?.Produce(topic, message, OnDelivered);
        """,
        "private static void OnDelivered(DeliveryReport<string, string> report) => Console.WriteLine(report.Error);"));

    [Fact]
    public Task Accepts_tasks_that_are_awaited_or_kept() => RuleCheck.Reports(In(
        """
        await producer.ProduceAsync(topic, message);
                var result = await producer.ProduceAsync(topic, message).ConfigureAwait(false);
                _tasks.Add(producer.ProduceAsync(topic, message));
                await Task.WhenAll(messages.Select(each => producer.ProduceAsync(topic, each)));
                var kept = producer.ProduceAsync(topic, message);
                _ = producer.ProduceAsync(topic, message).ContinueWith(task => Console.WriteLine(task.Exception));
                Forget(producer.ProduceAsync(topic, message));
                producer.ProduceAsync(topic, message).Wait();
                Func<Task> later = () => producer.ProduceAsync(topic, message);
                _ = (result, kept, later);
        """,
        """
        public Task SendAsync(string topic, Message<string, string> message) => producer.ProduceAsync(topic, message);

            private static void Forget(Task task) => task.ContinueWith(failed => Console.WriteLine(failed.Exception));
        """));

    [Fact]
    public Task Accepts_transactions_whose_commit_observes_for_all() => RuleCheck.Reports(In(
        """
        producer.BeginTransaction();
                Add(topic, message);
                producer.CommitTransaction();
        """,
        "private void Add(string topic, Message<string, string> message) => producer.Produce(topic, message);"));

    [Fact]
    public Task Accepts_what_mocking_libraries_record() => RuleCheck.Reports(
        In("""
        Mock.Setup(() => producer.ProduceAsync(topic, message, default));
                Mock.Verify(() => producer.Produce(topic, message, null));
                producer.Received().Produce(topic, message);
        """),
        """
        using System;
        using System.Linq.Expressions;

        public static class Mock
        {
            public static void Setup<T>(Expression<Func<T>> call) => _ = call;
            public static void Verify(Expression<Action> call) => _ = call;
            public static T Received<T>(this T substitute) => substitute;
        }
        """);

    [Fact]
    public Task Is_silent_about_others_and_in_incomplete_code() => RuleCheck.Reports(
        In("""
        new Line().Produce("bread");
                producer.Produce(topic, message{|CS1026:;|}
        """),
        """
        public sealed class Line
        {
            public void Produce(string what) => System.Console.WriteLine(what);
        }
        """);
}
