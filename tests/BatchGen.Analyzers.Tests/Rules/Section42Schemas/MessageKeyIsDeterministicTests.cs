using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section42Schemas;

public sealed class MessageKeyIsDeterministicTests
{
    private static string Raw(string body, string members = "") => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public sealed class Sender(IProducer<string, string> producer, IProducer<Null, string> plain, IProducer<int, string> numbered)
        {
            private const string Topic = "orders.placed.v1";

            public async Task RunAsync(ConsumeResult<string, string> result, string id, string topic, CancellationToken ct)
            {
                await Task.Yield();
                _ = (producer, plain, numbered, result, id, topic, Topic);
                {{body}}
            }
            {{members}}
        }
        """;

    [Fact]
    public Task Says_that_a_message_has_no_key() => RuleCheck.Says(
        "BWS4206",
        "The message to 'orders.placed.v1' has no key: use what identifies the record, usually its record id, so that its versions stay in order",
        Raw("await producer.ProduceAsync(Topic, {|#0:new Message<string, string>|} { Value = \"{}\" }, ct);"));

    [Fact]
    public Task Says_that_a_key_changes_from_run_to_run() => RuleCheck.Says(
        "BWS4206",
        "The message key is a new identifier, 'Guid.NewGuid()' by way of 'NewKey': use what identifies the record, usually its record id, "
        + "so that its versions stay in order",
        Raw(
            "await producer.ProduceAsync(Topic, new Message<string, string> { Key = {|#0:NewKey()|}, Value = \"{}\" }, ct);",
            "private static string NewKey() => Guid.NewGuid().ToString();"));

    [Fact]
    public Task Reports_messages_without_a_key_to_a_constant_topic() => RuleCheck.Reports(Raw("""
        await plain.ProduceAsync("orders.placed.v1", {|BWS4206:new Message<Null, string>|} { Value = "{}" }, ct);
                await producer.ProduceAsync(Topic, {|BWS4206:new()|} { Value = "{}" }, ct);
                await producer.ProduceAsync(Topic, new() { {|BWS4206:Key = null!|}, Value = "{}" }, ct);
                var first = {|BWS4206:new Message<string, string>|} { Value = "{}" };
                first.Headers = new Headers();
                producer.Produce(Topic, first, report => Console.WriteLine(report.Status));
                Message<string, string> second = new() { {|BWS4206:Key = default!|} };
                second.Value = "{}";
                await producer.ProduceAsync($"{Topic}.dlq", second, ct);
        """));

    [Fact]
    public Task Reports_keys_that_change_wherever_the_message_goes() => RuleCheck.Reports(Raw("""
        await producer.ProduceAsync(topic, new Message<string, string> { Key = {|BWS4206:Guid.NewGuid()|}.ToString(), Value = "{}" }, ct);
                var key = $"{id}-{ {|BWS4206:DateTime.UtcNow|}.Ticks}";
                var message = new Message<string, string> { Value = "{}" };
                message.Key = key;
                await producer.ProduceAsync(Topic, message, ct);
                await numbered.ProduceAsync(Topic, new() { Key = {|BWS4206:id.GetHashCode()|}, Value = "{}" }, ct);
        """));

    [Fact]
    public Task Accepts_keys_that_come_from_the_record() => RuleCheck.Reports(Raw(
        """
        await producer.ProduceAsync(Topic, new Message<string, string> { Key = id, Value = "{}" }, ct);
                await producer.ProduceAsync("orders.placed.v1.dlq", new Message<string, string> { Key = result.Message.Key, Value = result.Message.Value }, ct);
                await producer.ProduceAsync("orders.placed.v1.dlq", result.Message, ct);
                await producer.ProduceAsync(Topic, new Message<string, string> { Key = id, Value = null! }, ct);
                await numbered.ProduceAsync(Topic, new Message<int, string> { Value = "{}" }, ct);
                var late = new Message<string, string> { Value = "{}" };
                late.Key = id;
                await producer.ProduceAsync(Topic, late, ct);
                Message<string, string> either = new() { Value = "{}" };
                if (id.Length > 0)
                {
                    either.Key = id;
                }

                await producer.ProduceAsync(Topic, either, ct);
                await producer.ProduceAsync(Topic, new() { Key = KeyOf(id), Value = Guid.NewGuid().ToString() }, ct);
        """,
        "private static string KeyOf(string id) => id.Trim();"));

    [Fact]
    public Task Is_silent_where_topic_or_message_come_from_elsewhere() => RuleCheck.Reports(Raw(
        """
        await plain.ProduceAsync(topic, new Message<Null, string> { Value = "ping" }, ct);
                await producer.ProduceAsync(topic, new Message<string, string> { Value = "ping" }, ct);
                await producer.ProduceAsync(Topic, Build(id), ct);
                await producer.ProduceAsync(new TopicPartition(Topic, 3), new Message<string, string> { Value = "{}" }, ct);
                var filled = new Message<string, string> { Value = "{}" };
                Complete(filled, id);
                await producer.ProduceAsync(Topic, filled, ct);
        """,
        """
        private static Message<string, string> Build(string id) => new() { Key = id, Value = "{}" };

            private static void Complete(Message<string, string> message, string id) => message.Key = id;
        """));

    [Fact]
    public Task Reports_a_record_key_that_a_job_makes_up() => RuleCheck.Reports($$"""
        using System;
        {{Usings}}
        {{Header}}
        public sealed partial class PeopleIngest
        {
            [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
            private IEnumerable<City> Fetch()
            {
                yield return new City("1", {|BWS4206:Guid.NewGuid()|}.ToString(), "Mos Eisley");
                yield return new City("2", "tatooine", Guid.NewGuid().ToString());
                yield return new City("3", "tatooine", "") { Planet = {|BWS4206:DateTime.UtcNow|}.ToString("O") };
            }

            [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
            private City Clean(City city) => city;

            [Publish("cities.ingest.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
            private partial Task PublishAsync(City city, CancellationToken ct);
        }

        public sealed record City([property: RecordId] string Id, [property: RecordKey] string Planet, string Name);
        """);
}
