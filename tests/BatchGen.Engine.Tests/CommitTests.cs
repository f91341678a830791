using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Engine.Tests;

public sealed class CommitTests : EngineTest
{
    [Fact]
    public async Task Commits_that_are_refused_are_made_again()
    {
        Engine engine = await StartEngineAsync();
        Kafka.Faults.FailRequests(KafkaApi.OffsetCommit, ErrorCode.RebalanceInProgress, count: 2);
        Kafka.Faults.FailRequests(KafkaApi.OffsetCommit, ErrorCode.GroupLoadInProgress, count: 2);
        await PublishAsync(Works(200));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 200);
        await CommittedToTheEndAsync();
        await engine.StopAsync();
        Assert.Equal(200, engine.Handled.Count);
    }

    [Theory]
    [InlineData(ErrorCode.RebalanceInProgress)]
    [InlineData(ErrorCode.NotCoordinatorForGroup)]
    [InlineData(ErrorCode.RequestTimedOut)]
    [InlineData(ErrorCode.StaleMemberEpoch)]
    public async Task The_last_commit_of_a_stop_is_made_again_too(ErrorCode refusal)
    {
        Engine engine = await StartEngineAsync(OnlyAtTheEnd);
        await PublishAsync(Works(100));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 100);
        Assert.Equal(0, Committed().Sum());
        Kafka.Faults.FailRequests(KafkaApi.OffsetCommit, refusal, count: 3);
        await engine.StopAsync();
        Assert.Equal(Ends(), Committed());
    }

    [Fact]
    public async Task A_last_commit_that_the_group_will_never_take_is_given_up_at_once()
    {
        Engine engine = await StartEngineAsync(OnlyAtTheEnd);
        await PublishAsync(Works(10));
        await Wait.UntilAsync(() => engine.Statistics.Processed == 10);
        Kafka.Faults.FailRequests(KafkaApi.OffsetCommit, ErrorCode.GroupAuthorizationFailed, count: 100);
        await engine.StopAsync();
        Kafka.Faults.ClearRequestErrors(KafkaApi.OffsetCommit);
        Assert.Equal(0, Committed().Sum());

        Engine second = await StartEngineAsync();
        await Wait.UntilAsync(() => second.Statistics.Processed == 10);
    }

    [Fact]
    public async Task A_partition_whose_committed_offset_was_not_told_is_read_all_the_same()
    {
        await PublishAsync(Works(100));

        // What the client asks when it has been assigned its partitions; it asks once.
        Kafka.Faults.FailRequests(KafkaApi.OffsetFetch, ErrorCode.NotCoordinatorForGroup, count: 1);
        Engine engine = await StartEngineAsync();
        await Wait.UntilAsync(() => engine.Statistics.Processed == 100);
        await CommittedToTheEndAsync();
    }

    [Fact]
    public async Task All_brokers_down_for_a_while_cost_nothing()
    {
        Engine engine = await StartEngineAsync();
        await PublishAsync(Works(200));
        await Wait.UntilAsync(() => engine.Statistics.Processed > 0);
        Kafka.Faults.TakeDown();
        Kafka.Faults.BringUp();
        await PublishAsync(Works(200, from: 200));
        await Wait.UntilAsync(() => engine.Handled.Select(record => record.Payload.Number).Distinct().Count() == 400);
        await CommittedToTheEndAsync();
    }

    /// <summary>The first commit comes at once, with nothing to commit; the next after a minute.</summary>
    private static void OnlyAtTheEnd(Engine engine) => engine.Options = engine.Options with { CommitInterval = TimeSpan.FromMinutes(1) };
}
