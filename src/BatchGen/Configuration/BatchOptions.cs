using Microsoft.Extensions.Configuration;

namespace BatchGen.Configuration;

/// <summary>The section <c>Batch</c>, read and checked once at start.</summary>
internal sealed record BatchOptions
{
    public const string SectionName = "Batch";

    /// <summary><c>Batch:Environment</c>: part of a scheduled batch's id. Default: <c>local</c>.</summary>
    public string Environment { get; init; } = "local";

    /// <summary><c>Batch:Kafka</c>.</summary>
    public KafkaOptions Kafka { get; init; } = new();

    /// <summary><c>Batch:Consumer</c>.</summary>
    public ConsumerOptions Consumer { get; init; } = new();

    /// <summary><c>Batch:Health</c>.</summary>
    public HealthOptions Health { get; init; } = new();

    /// <summary><c>Batch:Fallback:Store</c>: replaces the store of every job's <c>[Fallback]</c>; null keeps them.</summary>
    public string? FallbackStore { get; init; }

    /// <summary><c>Batch:Idempotency</c>.</summary>
    public IdempotencySettings Idempotency { get; init; } = new();

    /// <summary><c>Batch:SpoolDirectory</c>: where a run keeps records between its stages. Default: <c>.batch/spool</c>.</summary>
    public string SpoolDirectory { get; init; } = System.IO.Path.Combine(".batch", "spool");

    /// <summary><c>Batch:Up:BackoffScale</c>: what <c>up</c> multiplies every backoff with, 0 to 1. Default: 1.</summary>
    public double UpBackoffScale { get; init; } = 1;

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="BatchConfigurationException">A key is unknown or its value is wrong.</exception>
    public static BatchOptions Read(IConfiguration configuration)
    {
        ConfigurationReader reader = new(configuration.GetSection(SectionName));
        ConfigurationReader fallback = reader.Section("Fallback");
        ConfigurationReader up = reader.Section("Up");
        BatchOptions options = new()
        {
            Environment = reader.Text(nameof(Environment)) ?? "local",
            Kafka = KafkaOptions.Read(reader.Section(nameof(Kafka))),
            Consumer = ConsumerOptions.Read(reader.Section(nameof(Consumer))),
            Health = HealthOptions.Read(reader.Section(nameof(Health))),
            FallbackStore = fallback.Text("Store"),
            Idempotency = ReadIdempotency(reader.Section(nameof(Idempotency))),
            SpoolDirectory = reader.Text(nameof(SpoolDirectory)) ?? System.IO.Path.Combine(".batch", "spool"),
            UpBackoffScale = up.Number("BackoffScale", fallback: 1, min: 0, max: 1),
        };

        // Others read these.
        fallback.Section("S3");
        reader.Section("Notify");
        fallback.RefuseUnknownKeys();
        up.RefuseUnknownKeys();
        reader.RefuseUnknownKeys();
        return options;
    }

    private static IdempotencySettings ReadIdempotency(ConfigurationReader reader)
    {
        IdempotencySettings fallback = new();
        IdempotencySettings settings = new()
        {
            Store = reader.Text(nameof(IdempotencySettings.Store)) ?? fallback.Store,
            ConnectionString = reader.Text(nameof(IdempotencySettings.ConnectionString)),
            Retention = TimeSpan.FromDays(reader.Integer("RetentionDays", fallback.Retention.Days, min: 1, max: 3_650)),
        };
        reader.RefuseUnknownKeys();
        return settings;
    }
}
