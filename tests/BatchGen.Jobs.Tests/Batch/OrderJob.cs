namespace BatchGen.Jobs.Tests.Batch;

/// <summary>Books orders; one of them cannot be booked, and refunds make that good.</summary>
[BatchJob("orders", Cron = "0 2 * * *", Concurrency = 1, Owner = "tests", Escalation = "tests", Idempotency = "A booking is written once.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:tests"], Compensate = "refunds")]
public sealed partial class OrderJob(Ledger ledger)
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IEnumerable<Booking> Fetch(BatchContext batch)
    {
        ledger.Write("orders fetched", batch);
        return ledger.SourceIsAway ? throw new PermanentFailureException("the shop is closed") : [new("order/1", 10), new("order/2", -1), new("order/3", 30)];
    }

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static Booking Check(Booking order) => order;

    [Publish("orders.placed.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static partial Task PublishAsync(Booking order, CancellationToken ct);

    [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private void Book(Booking order, BatchContext batch)
    {
        if (order.Amount < 0)
        {
            throw new PermanentFailureException("a negative order");
        }

        ledger.Write($"{order.Id} booked", batch);
    }
}
