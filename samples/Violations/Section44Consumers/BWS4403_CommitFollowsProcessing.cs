using Confluent.Kafka;

namespace Violations.CommitFollowsProcessing;

public sealed class PeopleWorker(IConsumer<string, string> consumer, ITable table)
{
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            if (result.IsPartitionEOF)
            {
                continue;
            }

            // BWS4403: when the process stops before the insert is done, this person is lost.
            var insert = table.InsertAsync(result.Message.Value, ct);
            consumer.Commit(result);
            await insert;
        }
    }
}

public interface ITable
{
    Task InsertAsync(string json, CancellationToken ct);
}
