namespace BatchGen.Jobs.Tests.Batch;

/// <summary>Makes failed batches of orders good. It names the orders in turn: what must not go round and round.</summary>
[BatchJob("refunds", Trigger = "A failed batch of orders.", Concurrency = 1, Owner = "tests", Escalation = "tests", Idempotency = "A refund is written once.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:tests"], Compensate = "orders")]
public sealed partial class RefundJob(Ledger ledger)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IEnumerable<Booking> Find(BatchContext batch)
    {
        ledger.Write("refunds sought", batch);
        return batch.CompensatedBatchId is null ? [] : [new("refund/1", 10), new("refund/2", -1)];
    }

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static Booking Check(Booking refund) => refund;

    [Publish("refunds.made.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static partial Task PublishAsync(Booking refund, CancellationToken ct);

    [Load("refunds.made.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private void Book(Booking refund, BatchContext batch)
    {
        if (refund.Amount < 0)
        {
            throw new PermanentFailureException("a negative refund");
        }

        ledger.Write($"{refund.Id} booked", batch);
    }
}
