using System.Globalization;

namespace BatchGen.CompileTime.Sources;

/// <summary>Hand-written Confluent.Kafka services: what the rules on raw code have most to do with.</summary>
internal static class ConsumerSources
{
    public static SourceProject Create(int services) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{services} hand-written Kafka services"), [.. Enumerable.Range(0, services).Select(Service)]);

    private static string Service(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;
        using Microsoft.Extensions.Logging;

        namespace Shop.Service{{number}};

        public sealed record Parcel{{number}}(string Number, string City, int Grams);

        public sealed class ParcelWorker{{number}}(IProducer<string, string> producer, ILogger<ParcelWorker{{number}}> logger)
        {
            private readonly List<Parcel{{number}}> _batch = [];

            public async Task RunAsync(string servers, CancellationToken cancellationToken)
            {
                ConsumerConfig config = new()
                {
                    BootstrapServers = servers,
                    GroupId = "parcels-{{number}}",
                    EnableAutoCommit = false,
                    EnableAutoOffsetStore = false,
                    AutoOffsetReset = AutoOffsetReset.Earliest,
                };
                using IConsumer<string, string> consumer = new ConsumerBuilder<string, string>(config).Build();
                consumer.Subscribe("parcels.shipped{{number}}.v1");
                try
                {
                    while (!cancellationToken.IsCancellationRequested)
                    {
                        ConsumeResult<string, string> result = consumer.Consume(cancellationToken);
                        if (result.Message.Value.Length == 0)
                        {
                            continue;
                        }

                        try
                        {
                            Parcel{{number}} parcel = JsonSerializer.Deserialize<Parcel{{number}}>(result.Message.Value)!;
                            await HandleAsync(parcel, cancellationToken).ConfigureAwait(false);
                        }
                        catch (JsonException exception)
                        {
                            logger.LogError(exception, "Unreadable at {Offset}", result.TopicPartitionOffset);
                            await producer.ProduceAsync("parcels.shipped{{number}}.v1.dlq", result.Message, cancellationToken).ConfigureAwait(false);
                        }

                        consumer.Commit(result);
                    }
                }
                finally
                {
                    consumer.Close();
                }
            }

            private async Task HandleAsync(Parcel{{number}} parcel, CancellationToken cancellationToken)
            {
                _batch.Add(parcel);
                if (_batch.Count % 100 == 0)
                {
                    logger.LogInformation("{Count} parcels so far", _batch.Count);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken).ConfigureAwait(false);
            }
        }

        """);
}
