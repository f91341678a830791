namespace BatchGen.Workflow.Containers;

/// <summary>What Prometheus and Grafana of the local stack read. Names are those that Prometheus gives to the instruments of docs/observability.md.</summary>
internal static class Monitoring
{
    public const string Prometheus = """
        global:
          scrape_interval: "15s"
          evaluation_interval: "15s"
        rule_files:
          - "prometheus-alerts.yml"
        # Jobs send their metrics (OTLP): add OpenTelemetry with the meter "BatchGen" and its OTLP exporter to the application.
        otlp:
          promote_resource_attributes: ["service.name", "service.instance.id"]
        storage:
          tsdb:
            out_of_order_time_window: "10m"
        scrape_configs:
          - job_name: "prometheus"
            static_configs:
              - targets: ["localhost:9090"]

        """;

    public const string Alerts = """
        groups:
          - name: "batchgen"
            rules:
              - alert: "BatchPartitionStands"
                expr: "max by (job, topic, group) (batchgen_consumer_held_records) > 0"
                labels:
                  severity: "critical"
                annotations:
                  summary: "{{ $labels.topic }} of {{ $labels.group }} stands: neither the dead-letter topic nor the fallback store takes a record."
              - alert: "BatchDeadLetters"
                expr: 'sum by (job, topic, group) (increase(batchgen_consumer_records_total{outcome=~"dead_lettered|fallback"}[10m])) > 0'
                labels:
                  severity: "error"
                annotations:
                  summary: "Records of {{ $labels.topic }} could not be loaded by {{ $labels.group }}: batchgen dlq list --topic {{ $labels.topic }}"
              - alert: "BatchFallbackRecords"
                expr: "sum by (job, stage) (increase(batchgen_fallback_records_total[10m])) > 0"
                labels:
                  severity: "error"
                annotations:
                  summary: "Records are in the fallback store: batchgen fallback list"
              - alert: "BatchNotCompensated"
                expr: 'sum by (failed_job) (increase(batchgen_compensations_total{outcome!="completed"}[10m])) > 0'
                labels:
                  severity: "error"
                annotations:
                  summary: "A failed batch of {{ $labels.failed_job }} was not made good; the log has the command."
              - alert: "BatchCommitsRefused"
                expr: "sum by (job, topic, group) (increase(batchgen_consumer_commit_failures_total[10m])) > 10"
                labels:
                  severity: "warning"
                annotations:
                  summary: "The broker refuses the commits of {{ $labels.group }}."
              - alert: "BatchNotificationsFail"
                expr: 'sum by (channel) (increase(batchgen_notifications_total{outcome=~"failed|dropped"}[10m])) > 0'
                labels:
                  severity: "warning"
                annotations:
                  summary: "Alerts do not arrive at {{ $labels.channel }}; they are in the log."

        """;

    public const string DataSource = """
        apiVersion: 1
        datasources:
          - name: "Prometheus"
            type: "prometheus"
            uid: "prometheus"
            access: "proxy"
            url: "http://prometheus:9090"
            isDefault: true
            editable: false

        """;
}
