using Confluent.Kafka;

namespace BatchGen.Configuration;

/// <summary>
/// <c>Batch:Kafka</c>: where the cluster is and how to be let in. Policy (acknowledgements, commits, groups, …) is not configurable;
/// it stands in the generated code.
/// </summary>
internal sealed record KafkaOptions
{
    /// <summary>Settings that the generated code owns; the standard's promise would not hold if a configuration could change them.</summary>
    private static readonly HashSet<string> Policy = new(StringComparer.OrdinalIgnoreCase)
    {
        "acks", "request.required.acks", "enable.idempotence", "compression.type", "compression.codec", "linger.ms", "queue.buffering.max.ms",
        "message.send.max.retries", "retries", "message.timeout.ms", "delivery.timeout.ms", "group.id", "enable.auto.commit",
        "auto.commit.enable", "enable.auto.offset.store", "auto.offset.reset", "isolation.level", "transactional.id",
    };

    public string? BootstrapServers { get; init; }

    public SecurityProtocol? SecurityProtocol { get; init; }

    public SaslMechanism? SaslMechanism { get; init; }

    public string? SaslUsername { get; init; }

    public string? SaslPassword { get; init; }

    public string? SslCaLocation { get; init; }

    public string? SslCertificateLocation { get; init; }

    public string? SslKeyLocation { get; init; }

    public string? SslKeyPassword { get; init; }

    /// <summary>Any further librdkafka settings, by their own names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public static KafkaOptions Read(ConfigurationReader reader)
    {
        KafkaOptions options = new()
        {
            BootstrapServers = reader.Text(nameof(BootstrapServers)),
            SecurityProtocol = reader.Choice<SecurityProtocol>(nameof(SecurityProtocol)),
            SaslMechanism = reader.Choice<SaslMechanism>(nameof(SaslMechanism)),
            SaslUsername = reader.Text(nameof(SaslUsername)),
            SaslPassword = reader.Text(nameof(SaslPassword)),
            SslCaLocation = reader.Text(nameof(SslCaLocation)),
            SslCertificateLocation = reader.Text(nameof(SslCertificateLocation)),
            SslKeyLocation = reader.Text(nameof(SslKeyLocation)),
            SslKeyPassword = reader.Text(nameof(SslKeyPassword)),
            Settings = reader.Map(nameof(Settings)),
        };
        reader.RefuseUnknownKeys();

        foreach (string key in options.Settings.Keys)
        {
            if (Policy.Contains(key))
            {
                throw reader.Wrong($"{nameof(Settings)}:{key}", "is policy of the standard and stands in the generated code; remove it here.");
            }
        }

        foreach ((string key, string? file) in new[]
        {
            (nameof(SslCaLocation), options.SslCaLocation),
            (nameof(SslCertificateLocation), options.SslCertificateLocation),
            (nameof(SslKeyLocation), options.SslKeyLocation),
        })
        {
            if (file is not null && !File.Exists(file))
            {
                throw reader.Wrong(key, $"there is no file '{file}'.");
            }
        }

        bool sasl = options.SecurityProtocol is Confluent.Kafka.SecurityProtocol.SaslPlaintext or Confluent.Kafka.SecurityProtocol.SaslSsl;
        if (sasl && options.SaslMechanism is null)
        {
            throw reader.Wrong(nameof(SaslMechanism), $"missing; {nameof(SecurityProtocol)} {options.SecurityProtocol} needs one, for example ScramSha512.");
        }

        if (!sasl && (options.SaslUsername is not null || options.SaslPassword is not null))
        {
            throw reader.Wrong(nameof(SecurityProtocol), "must be SaslSsl (or SaslPlaintext) for the SASL user name and password to be used.");
        }

        return options;
    }

    /// <summary>Adds the connection to a client's policy.</summary>
    public T ApplyTo<T>(T config)
        where T : ClientConfig
    {
        config.BootstrapServers = BootstrapServers;
        config.SecurityProtocol = SecurityProtocol;
        config.SaslMechanism = SaslMechanism;
        config.SaslUsername = SaslUsername;
        config.SaslPassword = SaslPassword;
        config.SslCaLocation = SslCaLocation;
        config.SslCertificateLocation = SslCertificateLocation;
        config.SslKeyLocation = SslKeyLocation;
        config.SslKeyPassword = SslKeyPassword;
        foreach ((string key, string value) in Settings)
        {
            config.Set(key, value);
        }

        return config;
    }
}
