using System.Text.Json;
using Confluent.Kafka;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Shop.Orders;

/// <summary>Reads orders and has them shipped.</summary>
public sealed class OrderWorker(ShipmentPublisher shipments, ILogger<OrderWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => Consume(stoppingToken), stoppingToken);

    private void Consume(CancellationToken stoppingToken)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = "localhost:9092",
            GroupId = "orders",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        };
        using var consumer = new ConsumerBuilder<string, string>(config).Build();
        consumer.Subscribe("orders.placed.v1");
        while (!stoppingToken.IsCancellationRequested)
        {
            var result = consumer.Consume(TimeSpan.FromSeconds(1));
            if (result is null)
            {
                continue;
            }

            logger.LogDebug("Order {Key} at {Offset}", result.Message.Key, result.TopicPartitionOffset);
            try
            {
                var order = JsonSerializer.Deserialize<Order>(result.Message.Value)!;
                shipments.Publish(new Shipment(order.Number, order.Customer));
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "An order could not be shipped");
            }

            consumer.Commit(result);
        }
    }
}
