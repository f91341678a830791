using Confluent.Kafka;

namespace BatchGen.Testing.Tests;

public class ConsumerGroupTests : BrokerTest
{
    [Theory]
    [InlineData(GroupProtocol.Classic)]
    [InlineData(GroupProtocol.Consumer)]
    public async Task A_group_resumes_at_its_commit(GroupProtocol protocol)
    {
        Kafka.CreateTopic("t", partitions: 1);
        using var producer = Clients.Producer(Kafka);
        for (var i = 0; i < 4; i++)
        {
            await producer.ProduceAsync("t", Clients.Text("k", $"{i}"), Cancellation);
        }

        using (var first = Join("g", protocol))
        {
            var taken = Clients.Take(first, 3);
            first.Commit(taken[1]);
            first.Close();
        }

        using var second = Join("g", protocol);
        Assert.Equal(["2", "3"], Clients.Take(second, 2).Select(result => result.Message.Value));
        second.Close();
    }

    [Fact]
    public async Task Two_members_share_the_partitions_and_one_takes_over_all_of_them()
    {
        Kafka.CreateTopic("t", partitions: 2);
        using var producer = Clients.Producer(Kafka);
        using var first = Join("g", GroupProtocol.Consumer);
        using var second = Join("g", GroupProtocol.Consumer);
        WaitUntil(() => first.Assignment.Count == 1 && second.Assignment.Count == 1, first, second);

        second.Close();
        WaitUntil(() => first.Assignment.Count == 2, first);

        await producer.ProduceAsync(new TopicPartition("t", 0), Clients.Text("k", "a"), Cancellation);
        await producer.ProduceAsync(new TopicPartition("t", 1), Clients.Text("k", "b"), Cancellation);
        Assert.Equal(["a", "b"], Clients.Take(first, 2).Select(result => result.Message.Value).Order());
        first.Close();
    }

    private static void WaitUntil(Func<bool> condition, params IConsumer<string?, string?>[] consumers)
    {
        var limit = DateTime.UtcNow.AddSeconds(20);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < limit, "The group did not settle within 20 s.");
            foreach (var consumer in consumers)
            {
                consumer.Consume(TimeSpan.FromMilliseconds(10));
            }
        }
    }

    private IConsumer<string?, string?> Join(string group, GroupProtocol protocol)
    {
        var consumer = Clients.Consumer(Kafka, group, configuration =>
        {
            configuration.GroupProtocol = protocol;
            // A classic rebalance takes the session timeout less one second.
            configuration.SessionTimeoutMs = protocol == GroupProtocol.Classic ? 2_000 : null;
        });
        consumer.Subscribe("t");
        return consumer;
    }
}
