using Confluent.Kafka;

namespace Violations.ConsumeResultIsChecked;

public sealed class PeopleWorker(IConsumer<string, string> consumer, ITable table)
{
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            // BWS4409: in a quiet second there is no record, and the worker stops with a NullReferenceException.
            var result = consumer.Consume(TimeSpan.FromSeconds(1));
            await table.InsertAsync(result.Message.Value, ct);
            consumer.Commit(result);
        }
    }
}

public interface ITable
{
    Task InsertAsync(string json, CancellationToken ct);
}
