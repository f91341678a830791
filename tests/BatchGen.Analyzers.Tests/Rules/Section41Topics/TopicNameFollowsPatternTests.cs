using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section41Topics;

public sealed class TopicNameFollowsPatternTests
{
    private static string Raw(string body) => $$"""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public static class Topics
        {
            public const string Domain = "people";
            public const string Orders = "orders";
            public static readonly string FromElsewhere = "Whatever";
        }

        public sealed class Worker(IProducer<string, string> producer, IConsumer<string, string> consumer)
        {
            public async Task RunAsync(string name, Message<string, string> message)
            {
                await Task.Yield();
                {{body}}
            }
        }
        """;

    [Fact]
    public Task Says_what_to_write() => RuleCheck.Says(
        "BWS4101",
        "Topic 'People-Ingest' of [Load] method 'LoadAsync' of job 'people-ingest' is not {domain}.{entity}.{version} in lower case: "
        + "write 'people.ingest.v1'",
        Job(Load.Replace("\"people.ingest.v1\"", "{|#0:\"People-Ingest\"|}")));

    [Fact]
    public Task Reports_constant_topics_of_raw_calls() => RuleCheck.Reports(Raw("""
        producer.Produce({|BWS4101:"People.Ingest.v1"|}, message, report => System.Console.WriteLine(report.Error));
                await producer.ProduceAsync({|BWS4101:Topics.Orders|}, message);
                consumer.Subscribe({|BWS4101:$"{Topics.Domain}.ingest"|});
                consumer.Subscribe(["people.ingest.v1", {|BWS4101:"people.ingest.v0"|}]);
                consumer.Subscribe(new List<string> { {|BWS4101:"people_ingest_v1"|} });
                consumer.Assign(new TopicPartition({|BWS4101:"people.ingest"|}, 0));
                consumer.Assign(new TopicPartitionOffset({|BWS4101:"people.ingest.1"|}, 0, Offset.Beginning));
        """));

    [Fact]
    public Task Accepts_valid_dead_letter_pattern_and_unknown_topics() => RuleCheck.Reports(Raw("""
        producer.Produce("people.ingest.v1.dlq", message, report => System.Console.WriteLine(report.Error));
                await producer.ProduceAsync(name, message);
                await producer.ProduceAsync(Topics.FromElsewhere, message);
                consumer.Subscribe($"{Topics.Domain}.order-line.v12");
                consumer.Subscribe("^people\\..*");
                consumer.Subscribe(new[] { name, "people.ingest.v1" });
                consumer.Assign(new TopicPartition(name, 0));
                System.Console.WriteLine("People_Ingest");
        """));

    [Fact]
    public Task Does_not_take_a_dead_letter_topic_for_a_topic_of_a_job() => RuleCheck.Reports(
        Job(Load.Replace("\"people.ingest.v1\"", "{|BWS4101:\"people.ingest.v1.dlq\"|}")));

    [Fact]
    public Task Is_silent_without_Kafka_and_in_incomplete_code() => RuleCheck.Reports(Raw("""
        producer.Produce(TopicThatDoesNotExist, message, report => System.Console.WriteLine(report.Error));
                consumer.Subscribe();
        """).Replace("TopicThatDoesNotExist", "{|CS0103:TopicThatDoesNotExist|}").Replace("consumer.Subscribe()", "consumer.{|CS1501:Subscribe|}()"));

    [Fact]
    public Task Asks_for_the_domains_that_the_team_allows() => RuleCheck.ReportsUnder(
        "batchgen.allowed_domains = people, billing",
        Raw("""
        consumer.Subscribe("people.ingest.v1");
                consumer.Subscribe({|BWS4101:"orders.ingest.v1"|});
        """));

    [Fact]
    public Task Asks_for_the_pattern_of_the_team_on_top_of_the_standard() => RuleCheck.ReportsUnder(
        "batchgen.topic_pattern = [a-z]+\\.(ingest|export)\\..*",
        Raw("""
        consumer.Subscribe("people.ingest.v1");
                consumer.Subscribe({|BWS4101:"people.import.v1"|});
                consumer.Subscribe({|BWS4101:"people.ingest.latest"|});
        """));

    [Fact]
    public Task Writes_the_name_that_was_meant() => RuleCheck.Fixes(
        "BWS4101",
        Raw("""
        consumer.Subscribe(["people.ingest.v1", {|BWS4101:"People_Ingest"|}, /* old */ {|BWS4101:"people/ingest/v2"|}]);
                producer.Produce({|BWS4101:"people-ingest.dlq"|}, message, report => System.Console.WriteLine(report.Error));
        """),
        Raw("""
        consumer.Subscribe(["people.ingest.v1", "people.ingest.v1", /* old */ "people.ingest.v2"]);
                producer.Produce("people.ingest.v1.dlq", message, report => System.Console.WriteLine(report.Error));
        """));

    [Fact]
    public Task Writes_the_topic_of_a_stage() => RuleCheck.Fixes(
        "BWS4101",
        Job(Load.Replace("\"people.ingest.v1\"", "topic: {|BWS4101:\"People.Ingest\"|}")),
        Job(Load.Replace("\"people.ingest.v1\"", "topic: \"people.ingest.v1\"")));

    [Fact]
    public Task Offers_nothing_for_constants_and_names_without_an_obvious_one() => RuleCheck.OffersNoFix(
        "BWS4101",
        Raw("""
        consumer.Subscribe({|BWS4101:Topics.Orders|});
                consumer.Subscribe({|BWS4101:"orders"|});
        """));

    [Fact]
    public Task Can_be_suppressed_on_raw_code_but_not_on_a_job() => RuleCheck.Reports(
        "#pragma warning disable BWS4101 // Owned by another team.\n" + Raw("consumer.Subscribe(\"orders\");"),
        "#pragma warning disable BWS4101\n" + Job(Load.Replace("\"people.ingest.v1\"", "{|BWS4101:\"people.ingest\"|}")));
}
