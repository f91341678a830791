using System.Text.Json;
using BatchGen.Cli.Commands.DeadLetters;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying.Journal;
using BatchGen.Testing;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Tests;

public sealed class PurgeTests : ToolTest
{
    [Fact]
    public async Task Letters_that_were_never_replayed_are_not_deleted_unless_that_is_asked_for()
    {
        IReadOnlyList<EmbeddedRecord> letters = await DeadLetterAsync(Works(6));
        await DoneAsync("dlq", "replay", "-t", Topic, "--execute", "--limit", "4");

        ToolResult refused = await RunAsync("dlq", "purge", "-t", Topic, "--all", "--execute");
        refused.ShouldBe(ExitCodes.DataError);
        Assert.Contains("2 letters have never been replayed", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"{DeadLetterTopic}[{letters[^1].Partition}]@{letters[^1].Offset}", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was deleted.", refused.Output, StringComparison.Ordinal);

        ToolResult dry = await DoneAsync("dlq", "purge", "-t", Topic, "--all", "--unreplayed-too", "--json");
        using JsonDocument plan = JsonDocument.Parse(dry.Output);
        Assert.Equal(
            (false, 6, 2),
            (plan.RootElement.GetProperty("executed").GetBoolean(), plan.RootElement.GetProperty("letters").GetInt32(), plan.RootElement.GetProperty("unreplayed").GetInt32()));
        Assert.Equal(6, await CountAsync(DeadLetterTopic));
    }

    [Fact]
    public async Task A_broker_that_cannot_delete_is_named_soon_instead_of_waited_for()
    {
        await DeadLetterAsync(Works(3));
        ToolResult result = await RunAsync("dlq", "purge", "-t", Topic, "--all", "--unreplayed-too", "--execute");
        result.ShouldBe(ExitCodes.TemporaryFailure);
        Assert.Contains("An embedded broker cannot", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync(DeadLetterTopic));
    }

    [Fact]
    public async Task Of_each_partition_goes_what_comes_before_the_first_letter_to_be_kept()
    {
        await DeadLetterAsync(Works(40));
        using Cluster cluster = await ConnectAsync();
        LetterReader reader = await LetterReader.OpenAsync(cluster, new LetterSelection(DeadLetterTopic, new FailureFilter(), null, null));
        List<DeadLetter> letters = [.. reader.Read(default)];
        DateTimeOffset middle = letters.Select(letter => letter.FailedAt!.Value).Order().ElementAt(20);

        PurgePlan plan = PurgePlan.Make(
            reader.Ranges, range => cluster.Read(range, default).Select(DeadLetter.Of), letter => letter.FailedAt < middle, new JournalState());
        foreach (OffsetRange range in reader.Ranges)
        {
            DeadLetter[] own = [.. letters.Where(letter => letter.Place.TopicPartition == range.Partition)];
            DeadLetter[] going = [.. own.TakeWhile(letter => letter.FailedAt < middle)];
            PartitionPurge? purge = plan.Partitions.SingleOrDefault(partition => partition.Partition == range.Partition.Partition.Value);
            Assert.Equal((going.Length, going.Length), (purge?.Letters ?? 0, purge?.Unreplayed ?? 0));
            if (purge is not null)
            {
                Assert.Equal(going.Length == own.Length ? range.End : own[going.Length].Place.Offset.Value, purge.BeforeOffset);
            }
        }

        Assert.Contains(plan.Partitions, partition => partition.Letters > 0);
    }

    [Fact]
    public async Task A_cluster_deletes_the_letters_that_were_told_and_keeps_those_behind_them()
    {
        const string variable = "BATCHGEN_TEST_BOOTSTRAP_SERVERS";
        string? servers = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(servers is null, $"Needs a cluster outside, which deletes records: {variable}=host:port.");
        string topic = $"replay.purge-{Guid.NewGuid():N}.v1.dlq";
        AdminClientConfig config = new() { BootstrapServers = servers };
        using IAdminClient admin = new AdminClientBuilder(config).Build();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = 1, ReplicationFactor = 1 }]);
        try
        {
            using IProducer<Null, string> producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = servers }).Build();
            for (int i = 0; i < 5; i++)
            {
                await producer.ProduceAsync(topic, new Message<Null, string> { Value = $"letter {i}" });
            }

            using Tool tool = Tool.Start(
                Folder, ["dlq", "purge", "-t", topic, "--partition", "0", "--before-offset", "3", "--unreplayed-too", "--execute"],
                [new("Batch__Kafka__BootstrapServers", servers!)]);
            (await tool.EndAsync()).ShouldBe(ExitCodes.Done);
            using Cluster cluster = await Cluster.ConnectAsync(
                new ConfigurationBuilder().AddInMemoryCollection([new("Batch:Kafka:BootstrapServers", servers)]).Build(), default);
            OffsetRange range = Assert.Single(await cluster.RangesAsync([new TopicPartition(topic, 0)]));
            Assert.Equal((3, 5), (range.Start, range.End));
        }
        finally
        {
            await admin.DeleteTopicsAsync([topic]);
        }
    }
}
