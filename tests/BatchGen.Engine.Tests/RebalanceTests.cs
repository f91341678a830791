using Confluent.Kafka;

namespace BatchGen.Engine.Tests;

/// <summary>Consumers of one group that come and go under load.</summary>
public abstract class RebalanceTests(GroupProtocol protocol, bool repeatsNothing) : EngineTest
{
    private const int Records = 3_000;

    public override ValueTask InitializeAsync() => StartKafkaAsync(protocol);

    [Fact]
    public async Task Nothing_is_lost_when_one_stops_and_one_joins()
    {
        Engine first = await StartEngineAsync(Slow);
        Task publishing = PublishSlowlyAsync(() => Handled(first) > 0);
        await Wait.UntilAsync(() => Handled(first) > 100);
        Engine second = NewEngine(Slow);
        await second.StartAsync();
        await Wait.UntilAsync(() => Handled(second) > 50, () => $"first {Handled(first)}, second {Handled(second)}");
        await first.StopAsync();
        Engine third = NewEngine(Slow);
        await third.StartAsync();
        await publishing;
        Engine[] all = [first, second, third];
        await Wait.UntilAsync(() => Distinct(all) == Records, () => $"{Distinct(all)} of {Records}");
        await CommittedToTheEndAsync();
        await Task.WhenAll(second.StopAsync(), third.StopAsync());

        Assert.Equal(Ends(), Committed());
        int repeated = all.Sum(engine => engine.Handled.Count) - Records;
        TestContext.Current.TestOutputHelper?.WriteLine($"{repeated} records came twice");
        if (repeatsNothing)
        {
            Assert.Equal(0, repeated);
        }

        foreach (Engine engine in all)
        {
            Assert.Equal(0, engine.Statistics.DeadLettered + engine.Statistics.FellBack);
            Assert.Equal((0, 0L), engine.Consumer.InFlight);
        }
    }

    private static void Slow(Engine engine)
    {
        engine.Stage = engine.Stage with { MaxConcurrency = 4 };
        engine.Handler = async (_, _, _) => await Task.Delay(1, CancellationToken.None);
    }

    private async Task PublishSlowlyAsync(Func<bool> goesOn)
    {
        await PublishAsync(Works(200));
        await Wait.UntilAsync(goesOn);
        for (int from = 200; from < Records; from += 200)
        {
            await PublishAsync(Works(200, from));
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static int Handled(Engine engine) => engine.Handled.Count;

    private static int Distinct(Engine[] engines) => engines.SelectMany(engine => engine.Handled).Select(record => record.Payload.Number).Distinct().Count();
}

public sealed class ConsumerProtocolRebalanceTests() : RebalanceTests(GroupProtocol.Consumer, repeatsNothing: true);

/// <summary>The embedded broker refuses commits while a classic group rebalances, so what was done meanwhile may come again.</summary>
public sealed class ClassicProtocolRebalanceTests() : RebalanceTests(GroupProtocol.Classic, repeatsNothing: false);
