using System.Globalization;

namespace BatchGen.CompileTime.Sources;

/// <summary>Ordinary code that never mentions BatchGen or Kafka: collections, LINQ, async, exceptions, logging, attributes.</summary>
internal static class PlainSources
{
    /// <summary>A project of at least so many lines.</summary>
    public static SourceProject Create(int lines)
    {
        int linesPerFile = File(0).Count(character => character == '\n');
        int files = (lines / linesPerFile) + 1;
        return new(string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines without any job"), [.. Enumerable.Range(0, files).Select(File)]);
    }

    private static string File(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using System.ComponentModel;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Logging;

        namespace Company.Module{{number}};

        /// <summary>A line of an invoice.</summary>
        public sealed record InvoiceLine{{number}}(string Article, int Quantity, decimal Price)
        {
            public decimal Total => Quantity * Price;
        }

        public interface IInvoices{{number}}
        {
            Task<IReadOnlyList<InvoiceLine{{number}}>> LinesAsync(string invoice, CancellationToken cancellationToken);

            Task SaveAsync(string invoice, IReadOnlyList<InvoiceLine{{number}}> lines, CancellationToken cancellationToken);
        }

        [Description("Adds up invoices")]
        public sealed class InvoiceService{{number}}(IInvoices{{number}} invoices, ILogger<InvoiceService{{number}}> logger) : IDisposable
        {
            private readonly Dictionary<string, decimal> _totals = new(StringComparer.Ordinal);
            private readonly SemaphoreSlim _gate = new(1);

            public event EventHandler? Changed;

            [DefaultValue(100)]
            public int Limit { get; set; } = 100;

            public async Task<decimal> TotalAsync(string invoice, CancellationToken cancellationToken = default)
            {
                await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    if (_totals.TryGetValue(invoice, out decimal known))
                    {
                        return known;
                    }

                    IReadOnlyList<InvoiceLine{{number}}> lines = await invoices.LinesAsync(invoice, cancellationToken).ConfigureAwait(false);
                    decimal total = lines.Where(line => line.Quantity > 0).Sum(line => line.Total);
                    _totals[invoice] = total;
                    Changed?.Invoke(this, EventArgs.Empty);
                    logger.LogInformation("Invoice {Invoice} has {Count} lines, {Total} in all", invoice, lines.Count, total);
                    return total;
                }
                catch (IOException exception)
                {
                    logger.LogError(exception, "Invoice {Invoice} cannot be read", invoice);
                    throw;
                }
                finally
                {
                    _gate.Release();
                }
            }

            public string Format(string invoice, IFormatProvider? provider = null)
            {
                provider ??= CultureInfo.InvariantCulture;
                return _totals.TryGetValue(invoice, out decimal total) switch
                {
                    true when total > Limit => string.Create(provider, $"{invoice}: {total:N2} (above {Limit})"),
                    true => string.Create(provider, $"{invoice}: {total:N2}"),
                    false => invoice,
                };
            }

            public async Task<int> CopyAsync(string from, string to, CancellationToken cancellationToken)
            {
                int copied = 0;
                var lines = new List<InvoiceLine{{number}}>();
                foreach (InvoiceLine{{number}} line in await invoices.LinesAsync(from, cancellationToken).ConfigureAwait(false))
                {
                    if (line.Quantity <= 0)
                    {
                        continue;
                    }

                    lines.Add(line with { Price = Math.Round(line.Price, 2) });
                    copied++;
                }

                await invoices.SaveAsync(to, lines, cancellationToken).ConfigureAwait(false);
                return copied;
            }

            public void Dispose() => _gate.Dispose();
        }

        """);
}
