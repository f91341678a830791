using Confluent.Kafka;

namespace Violations.OffsetStoreFollowsProcessing;

public sealed class PeopleWorker(ITable table)
{
    public async Task RunAsync(string servers, CancellationToken ct)
    {
        // BWS4404: the client stores the offset of each polled record as well, so that the commit covers the one in work.
        var config = new ConsumerConfig { BootstrapServers = servers, GroupId = "people-ingest.load", EnableAutoCommit = false };
        using var consumer = new ConsumerBuilder<string, string>(config).Build();
        consumer.Subscribe("people.ingest.v1");
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            await table.InsertAsync(result.Message.Value, ct);
            consumer.StoreOffset(result);
            consumer.Commit();

            // BWS4404: stored before it is inserted.
            var next = consumer.Consume(ct);
            consumer.StoreOffset(next);
            await table.InsertAsync(next.Message.Value, ct);
        }

        consumer.Close();
    }
}

public interface ITable
{
    Task InsertAsync(string json, CancellationToken ct);
}
