using System.Globalization;

namespace BatchGen.CompileTime.Sources;

/// <summary>A project of many jobs with four stages each, one a file, with some code around them as jobs have it.</summary>
internal static class JobSources
{
    public static SourceProject Create(int jobs) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{jobs} jobs"), [.. Enumerable.Range(0, jobs).Select(Job)]);

    /// <summary>The file of one job.</summary>
    public static string Job(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using BatchGen;
        using Microsoft.Extensions.Logging;

        namespace Shop.Module{{number}}.Batch;

        [BatchJob("orders-{{number}}", Cron = "{{number % 60}} {{number % 24}} * * *", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
        [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
        public sealed partial class Orders{{number}}(OrderSource{{number}} source, OrderTable{{number}} table)
        {
            [Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]
            private IAsyncEnumerable<SourceOrder{{number}}> FetchAsync(BatchContext batch, CancellationToken ct) => source.ReadAsync(batch.ScheduledAt, ct);

            [Transform(Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60)]
            private Order{{number}}? Clean(SourceOrder{{number}} order)
            {
                if (string.IsNullOrWhiteSpace(order.Number) || order.Lines.Count == 0)
                {
                    return null;
                }

                decimal total = 0;
                foreach (SourceLine{{number}} line in order.Lines)
                {
                    total += line.Price * line.Quantity;
                }

                return new Order{{number}}(order.Number.Trim().ToUpperInvariant(), order.Customer, total, order.Lines.Count);
            }

            [Publish("orders.module{{number}}.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
            private partial Task PublishAsync(Order{{number}} order, CancellationToken ct);

            [Load("orders.module{{number}}.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30, MaxConcurrency = 16)]
            private async Task LoadAsync(BatchRecord<Order{{number}}> record, CancellationToken ct)
            {
                await table.UpsertAsync(record.Payload, ct).ConfigureAwait(false);
            }
        }

        public sealed record Order{{number}}([property: RecordId] string Number, string Customer, decimal Total, int Lines);

        public sealed record SourceOrder{{number}}(string Number, string Customer, IReadOnlyList<SourceLine{{number}}> Lines);

        public sealed record SourceLine{{number}}(string Article, int Quantity, decimal Price);

        public sealed class OrderSource{{number}}
        {
            public async IAsyncEnumerable<SourceOrder{{number}}> ReadAsync(DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
            {
                for (int page = 0; page < 10; page++)
                {
                    await Task.Yield();
                    ct.ThrowIfCancellationRequested();
                    yield return new SourceOrder{{number}}(page.ToString(CultureInfo.InvariantCulture), since.ToString("O", CultureInfo.InvariantCulture), []);
                }
            }
        }

        public sealed class OrderTable{{number}}(ILogger<OrderTable{{number}}> logger)
        {
            private readonly Dictionary<string, Order{{number}}> _rows = [];

            public Task UpsertAsync(Order{{number}} order, CancellationToken ct)
            {
                ct.ThrowIfCancellationRequested();
                _rows[order.Number] = order;
                logger.LogInformation("Order {Number} of {Customer}", order.Number, order.Customer);
                return Task.CompletedTask;
            }

            public decimal Total() => _rows.Values.Where(row => row.Lines > 0).Sum(row => row.Total);
        }

        """);
}
