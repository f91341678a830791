using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Testing.Tests;

public class HostingHookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_registered_factory_starts_a_broker_that_has_the_topics()
    {
        await using var services = new ServiceCollection().AddEmbeddedKafka().BuildServiceProvider();
        var factory = services.GetRequiredService<IEmbeddedBrokerFactory>();

        await using var broker = await factory.StartAsync(["people", "people.dlq"], Cancellation);

        var kafka = Assert.IsType<EmbeddedKafka>(broker);
        using var producer = Clients.Producer(kafka);
        await producer.ProduceAsync("people", Clients.Text("k", "v"), Cancellation);
        using var consumer = Clients.Consumer(kafka, "group");
        consumer.Subscribe("people");
        Assert.Equal("v", Clients.Take(consumer, 1)[0].Message.Value);
    }

    [Fact]
    public async Task A_factory_registered_by_the_application_is_kept()
    {
        var own = new OwnFactory();
        await using var services =
            new ServiceCollection().AddSingleton<IEmbeddedBrokerFactory>(own).AddEmbeddedKafka().BuildServiceProvider();

        Assert.Same(own, services.GetRequiredService<IEmbeddedBrokerFactory>());
    }

    private sealed class OwnFactory : IEmbeddedBrokerFactory
    {
        public Task<IEmbeddedBroker> StartAsync(IReadOnlyCollection<string> topics, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();
    }
}
