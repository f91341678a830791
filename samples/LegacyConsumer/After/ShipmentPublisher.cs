using System.Text.Json;
using Confluent.Kafka;

namespace Shop.Orders;

/// <summary>Tells the warehouse.</summary>
public sealed class ShipmentPublisher : IDisposable
{
    private readonly IProducer<string, string> _producer;

    public ShipmentPublisher(string servers) => _producer = new ProducerBuilder<string, string>(KafkaSettings.Producer(servers)).Build();

    public void Publish(Shipment shipment)
    {
        var message = new Message<string, string>
        {
            Key = Guid.NewGuid().ToString(),
            Value = JsonSerializer.Serialize(shipment),
        };
        _producer.Produce("Shipments", message);
    }

    public void Dispose()
    {
        _producer.Flush();
        _producer.Dispose();
    }
}
