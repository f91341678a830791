using System.Collections.Generic;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using BatchGen;
using Store.Client;

namespace Billing.Batch
{
    [BatchJob("invoices", Concurrency = 1, Owner = "billing", Idempotency = "Effect and mark are one transaction.")]
    [Fallback("file:///var/lib/batch/fallback", Notify = ["mailto:billing@example.org"])]
    public sealed partial class Invoices
    {
        [Load("billing.invoice.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30, Deduplicate = true)]
        private Task LoadAsync(BatchRecord<Invoice> invoice, DbTransaction transaction, CancellationToken ct) => Task.CompletedTask;

        [Load("billing.payment.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30, Deduplicate = true)]
        private void LoadPayment(StoreTransaction transaction, Invoice payment)
        {
        }

        [Load("billing.refund.v1", Attempts = 3, BackoffSeconds = 1, TimeoutSeconds = 30, Deduplicate = true, BatchSize = 10)]
        private ValueTask LoadRefunds(IReadOnlyList<BatchRecord<Invoice>> refunds, StoreTransaction transaction) => default;
    }

    public sealed record Invoice([property: RecordId] string Id, decimal Amount);
}

namespace Store.Client
{
    public abstract class StoreTransaction : DbTransaction
    {
    }
}
