using Confluent.Kafka;

namespace Violations.ConsumerIsClosed;

public sealed class PeopleWorker(ConsumerConfig config, ITable table)
{
    public async Task RunAsync(CancellationToken ct)
    {
        // BWS4410: when the worker stops, its group waits 45 seconds before anybody else gets its partitions.
        using var consumer = new ConsumerBuilder<string, string>(config).Build();
        consumer.Subscribe("people.ingest.v1");
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            await table.InsertAsync(result.Message.Value, ct);
            consumer.Commit(result);
        }
    }
}

public interface ITable
{
    Task InsertAsync(string json, CancellationToken ct);
}
