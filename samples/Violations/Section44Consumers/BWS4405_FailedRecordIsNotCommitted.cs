using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Violations.FailedRecordIsNotCommitted;

public sealed class PeopleWorker(IConsumer<string, string> consumer, ITable table, ILogger<PeopleWorker> logger)
{
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            try
            {
                await table.InsertAsync(result.Message.Value, ct);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Insert failed at {Offset}", result.Offset);
            }

            // BWS4405: the person whose insert failed is committed over, and no dead letter is left of it.
            consumer.Commit(result);
        }
    }
}

public interface ITable
{
    Task InsertAsync(string json, CancellationToken ct);
}
