using Confluent.Kafka;

namespace BatchGen.Engine.Tests;

/// <summary>Consumers of one group that come and go under load.</summary>
public abstract class RebalanceTests(GroupProtocol protocol, bool repeatsNothing) : EngineTest
{
    private volatile bool _isEnough;

    public override ValueTask InitializeAsync() => StartKafkaAsync(protocol);

    [Fact]
    public async Task Nothing_is_lost_when_one_stops_and_one_joins()
    {
        // Published until the last of them has had its share, so that each hand-over is made under load, however long it takes.
        Task<int> publishing = PublishAsync();
        Engine first = await StartEngineAsync(Slow);
        await HandledAsync(first);
        Engine second = await StartEngineAsync(Slow);
        await HandledAsync(second);
        await first.StopAsync();
        Engine third = await StartEngineAsync(Slow);
        await HandledAsync(third);
        _isEnough = true;
        int published = await publishing;
        Engine[] all = [first, second, third];
        await Wait.UntilAsync(() => Distinct(all) == published, () => $"{Distinct(all)} of {published}");
        await CommittedToTheEndAsync();
        await Task.WhenAll(second.StopAsync(), third.StopAsync());

        Assert.Equal(Ends(), Committed());
        string[] repeated = [.. all.SelectMany((engine, i) => engine.Handled.Select(record => (Place: (record.Partition, record.Offset), Consumer: i)))
            .GroupBy(handled => handled.Place)
            .Where(handled => handled.Count() > 1)
            .Select(handled => $"{handled.Key} by {string.Join(" and ", handled.Select(one => one.Consumer))}")];
        TestContext.Current.TestOutputHelper?.WriteLine($"{repeated.Length} of {published} records came twice: {string.Join(", ", repeated.Take(10))}");
        if (repeatsNothing)
        {
            Assert.Empty(repeated);
        }

        foreach (Engine engine in all)
        {
            Assert.Equal(0, engine.Statistics.DeadLettered + engine.Statistics.FellBack);
            Assert.Equal((0, 0L), engine.Consumer.InFlight);
        }
    }

    [Fact]
    public async Task A_partition_that_was_paused_when_it_left_is_read_again_when_it_comes_back()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        for (int partition = 0; partition < Partitions; partition++)
        {
            await PublishAsync(Works(100, from: partition * 100), partition: partition);
        }

        void Gated(Engine engine)
        {
            engine.Options = engine.Options with { MaxInFlightRecords = 10, Drain = TimeSpan.FromSeconds(1) };
            engine.Handler = async (_, _, ct) => await gate.Task.WaitAsync(ct);
        }

        Engine first = await StartEngineAsync(Gated);
        await Wait.UntilAsync(() => first.Consumer.InFlight.Records >= 10 * Partitions);
        Engine second = await StartEngineAsync(Gated);
        await second.StopAsync();
        gate.SetResult();

        await Wait.UntilAsync(() => Distinct([first, second]) == 100 * Partitions, () => $"{Distinct([first, second])} of {100 * Partitions}");
        await CommittedToTheEndAsync();
    }

    private static void Slow(Engine engine)
    {
        engine.Stage = engine.Stage with { MaxConcurrency = 4 };
        engine.Handler = async (_, _, _) => await Task.Delay(1, CancellationToken.None);
    }

    private async Task<int> PublishAsync()
    {
        int published = 0;
        for (; !_isEnough; published += 50)
        {
            await PublishAsync(Works(50, published));
            await Task.Delay(30, CancellationToken.None);
        }

        return published;
    }

    private static Task HandledAsync(Engine engine) => Wait.UntilAsync(() => engine.Handled.Count > 50, () => $"it has {engine.Handled.Count}");

    private static int Distinct(Engine[] engines) => engines.SelectMany(engine => engine.Handled).Select(record => record.Payload.Number).Distinct().Count();
}

public sealed class ConsumerProtocolRebalanceTests() : RebalanceTests(GroupProtocol.Consumer, repeatsNothing: true);

/// <summary>The embedded broker refuses commits while a classic group rebalances, so what was done meanwhile may come again.</summary>
public sealed class ClassicProtocolRebalanceTests() : RebalanceTests(GroupProtocol.Classic, repeatsNothing: false);
