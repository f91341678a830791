using Npgsql;

namespace BatchGen.PostgreSql.Tests.Batch;

[BatchJob("invoices", Trigger = "manual: tests", Concurrency = 1, Owner = "billing", Idempotency = "Effect and mark are one transaction.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["mailto:billing@example.org"])]
public sealed partial class InvoiceJob
{
    [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
    private static IEnumerable<Invoice> Fetch() => [];

    [Transform(Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60)]
    private static Invoice Keep(Invoice invoice) => invoice;

    [Publish("billing.invoice.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Invoice invoice, CancellationToken ct);

    [Load("billing.invoice.v1", Attempts = 3, BackoffSeconds = 1, TimeoutSeconds = 30, MaxConcurrency = 8, Deduplicate = true)]
    private static async Task LoadAsync(BatchRecord<Invoice> record, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using NpgsqlCommand command = new("INSERT INTO effect VALUES ($1)", transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = record.RecordId } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}

public sealed record Invoice([property: RecordId] string Id);
