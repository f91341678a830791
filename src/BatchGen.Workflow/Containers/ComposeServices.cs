using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Containers;

/// <summary>The services around the jobs.</summary>
internal static class ComposeServices
{
    private const int Partitions = 3;

    /// <summary>One broker that is its own controller; other services reach it as <c>kafka:19092</c>, this machine as <c>localhost:9092</c>.</summary>
    public const string Kafka = $$"""
          kafka:
            image: "{{ContainerNames.KafkaImage}}"
            ports:
              - "127.0.0.1:9092:9092"
            environment:
              CLUSTER_ID: "5L6g3nShT-eMCtK--X86sw"
              KAFKA_NODE_ID: "1"
              KAFKA_PROCESS_ROLES: "broker,controller"
              KAFKA_CONTROLLER_QUORUM_VOTERS: "1@kafka:9093"
              KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER"
              KAFKA_LISTENERS: "INTERNAL://:19092,EXTERNAL://:9092,CONTROLLER://:9093"
              KAFKA_ADVERTISED_LISTENERS: "INTERNAL://kafka:19092,EXTERNAL://localhost:9092"
              KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"
              KAFKA_INTER_BROKER_LISTENER_NAME: "INTERNAL"
              KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1"
              KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1"
              KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1"
              KAFKA_AUTO_CREATE_TOPICS_ENABLE: "false"
              KAFKA_LOG_DIRS: "/var/lib/kafka/data"
            volumes:
              - "kafka-data:/var/lib/kafka/data"
            healthcheck:
              test: ["CMD-SHELL", "/opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server kafka:19092 > /dev/null"]
              interval: "10s"
              timeout: "10s"
              retries: 12
              start_period: "20s"

        """;

    /// <summary>Keeps its state in a volume.</summary>
    public const string Prefect = $$"""

          prefect:
            image: "{{ContainerNames.PrefectImage}}"
            command: ["prefect", "server", "start", "--host", "0.0.0.0"]
            ports:
              - "127.0.0.1:4200:4200"
            environment:
              PREFECT_HOME: "/var/lib/prefect"
              PREFECT_UI_API_URL: "http://localhost:4200/api"
            volumes:
              - "prefect-data:/var/lib/prefect"
            healthcheck:
              test: ["CMD", "python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:4200/api/health')"]
              interval: "5s"
              timeout: "5s"
              retries: 24
              start_period: "20s"

        """;

    /// <summary>Jobs send their metrics to Prometheus, which takes them over OTLP; nobody is asked for them.</summary>
    public const string Monitoring = $$"""

          prometheus:
            image: "{{ContainerNames.PrometheusImage}}"
            command:
              - "--config.file=/etc/prometheus/prometheus.yml"
              - "--storage.tsdb.path=/prometheus"
              - "--web.enable-otlp-receiver"
            ports:
              - "127.0.0.1:9090:9090"
            volumes:
              - "./prometheus.yml:/etc/prometheus/prometheus.yml:ro"
              - "./prometheus-alerts.yml:/etc/prometheus/prometheus-alerts.yml:ro"
              - "prometheus-data:/prometheus"
            healthcheck:
              test: ["CMD", "wget", "--quiet", "--spider", "http://localhost:9090/-/ready"]
              interval: "5s"
              timeout: "5s"
              retries: 12

          grafana:
            image: "{{ContainerNames.GrafanaImage}}"
            depends_on:
              prometheus:
                condition: "service_healthy"
            ports:
              - "127.0.0.1:3000:3000"
            environment:
              # Whoever is on this machine looks and edits without a password: there is none to keep.
              GF_AUTH_ANONYMOUS_ENABLED: "true"
              GF_AUTH_ANONYMOUS_ORG_ROLE: "Editor"
              GF_AUTH_DISABLE_LOGIN_FORM: "true"
            volumes:
              - "./grafana/provisioning:/etc/grafana/provisioning:ro"
              - "grafana-data:/var/lib/grafana"
            healthcheck:
              test: ["CMD", "wget", "--quiet", "--spider", "http://localhost:3000/api/health"]
              interval: "5s"
              timeout: "5s"
              retries: 12

        """;

    /// <summary>Makes the topics once, those that are there already are left alone.</summary>
    public static string Topics(BatchProject project) =>
        $"""

          topics:
            image: "{ContainerNames.KafkaImage}"
            depends_on:
              kafka:
                condition: "service_healthy"
            restart: "no"
            command:
              - "sh"
              - "-c"
              - |
                set -e
        {string.Join('\n', ContainerNames.TopicsOf(project).Select(static topic => $"        /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:19092 --create --if-not-exists --partitions {Partitions} --replication-factor 1 --topic {topic}"))}

        """;
}
