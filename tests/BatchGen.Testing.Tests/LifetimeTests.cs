using System.Net.Sockets;

namespace BatchGen.Testing.Tests;

public class LifetimeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Brokers_started_together_do_not_see_each_other()
    {
        var brokers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EmbeddedKafka.StartAsync(ct: Cancellation)));
        try
        {
            await Task.WhenAll(brokers.Select(async (kafka, i) =>
            {
                using var producer = Clients.Producer(kafka);
                await producer.ProduceAsync("same", Clients.Text("k", $"{i}"), Cancellation);
            }));

            for (var i = 0; i < brokers.Length; i++)
            {
                var record = Assert.Single(await brokers[i].Topic("same").ReadAsync(Cancellation));
                Assert.Equal($"{i}", record.ValueText);
            }
        }
        finally
        {
            await Task.WhenAll(brokers.Select(kafka => kafka.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task Disposal_closes_the_ports_and_what_is_called_afterwards_throws()
    {
        var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Brokers = 1 }, Cancellation);
        var port = int.Parse(kafka.BootstrapServers.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        using (var before = new TcpClient())
        {
            await before.ConnectAsync("127.0.0.1", port, Cancellation);
        }

        await kafka.DisposeAsync();
        await kafka.DisposeAsync();

        using var after = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(async () => await after.ConnectAsync("127.0.0.1", port, Cancellation));
        Assert.Throws<ObjectDisposedException>(() => kafka.CreateTopic("t"));
        Assert.Throws<ObjectDisposedException>(() => kafka.Faults.TakeDown());
    }

    [Fact]
    public async Task Disposal_does_not_wait_for_connected_clients()
    {
        var kafka = await EmbeddedKafka.StartAsync(ct: Cancellation);
        using var producer = Clients.Producer(kafka);
        await producer.ProduceAsync("t", Clients.Text("k", "v"), Cancellation);
        using var consumer = Clients.Consumer(kafka, "g");
        consumer.Subscribe("t");
        Clients.Take(consumer, 1);

        await kafka.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Options_out_of_range_are_refused_by_name()
    {
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Brokers = 0 }, Cancellation));

        Assert.Equal("Brokers", exception.ParamName);
    }
}
