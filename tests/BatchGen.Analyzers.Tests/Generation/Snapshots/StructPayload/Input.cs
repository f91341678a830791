using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using BatchGen;

namespace Weather.Batch;

[BatchJob("weather-points", Cron = "0 * * * *", Concurrency = 1, Owner = "weather", Idempotency = "Upserts.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:weather"])]
public sealed partial class WeatherPoints
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IEnumerable<(string Station, double Celsius)> Read() => [];

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private Point? Clean((string Station, double Celsius) reading) => double.IsNaN(reading.Celsius) ? null : new Point { Id = Guid.Empty };

    [Publish("weather.point.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Point point, CancellationToken ct);

    [Load("weather.point.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private ValueTask StoreAsync(BatchRecord<Point> point, CancellationToken ct) => default;
}

public readonly record struct Point
{
    [RecordId]
    public Guid? Id { get; init; }

    public double Celsius { get; init; }
}
