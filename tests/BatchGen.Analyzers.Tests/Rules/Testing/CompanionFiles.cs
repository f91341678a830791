namespace BatchGen.Analyzers.Tests.Rules.Testing;

/// <summary>The files of the job <c>people-ingest</c> that nothing is wrong with, for tests that change one of them.</summary>
internal static class CompanionFiles
{
    public const string SchemaPath = "schemas/people.ingest.v1.schema.json";
    public const string TemplatePath = "docs/jobs/people-ingest/template.md";
    public const string RunbookPath = "docs/jobs/people-ingest/runbook.md";
    public const string ManifestPath = "docs/MANIFEST.md";
    public const string DeploymentsPath = "workflow/prefect.yaml";

    public const string Schema = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "people.ingest.v1.schema.json",
          "title": "people.ingest.v1",
          "type": "object",
          "properties": {
            "batch_id": { "type": "string", "format": "uuid" },
            "record_id": { "type": "string" },
            "ingested_at": { "type": "string", "format": "date-time" },
            "payload": { "$ref": "#/$defs/Person" }
          },
          "required": ["batch_id", "record_id", "ingested_at", "payload"],
          "$defs": {
            "Person": {
              "type": "object",
              "properties": {
                "Url": { "type": "string" },
                "Name": { "type": "string" }
              },
              "required": ["Url", "Name"]
            }
          }
        }
        """;

    public const string Template = """
        # people-ingest

        ## Idempotency

        Upsert by record_id.

        ## Schedule

        Daily at 02:00 UTC in production; in the local environment by hand.

        ## Deployment

        `people-ingest-prod` in workflow/prefect.yaml.

        ## Topics and schemas

        people.ingest.v1: [schema](../../../schemas/people.ingest.v1.schema.json)

        ## Retries and timeouts

        Extract: 3 attempts, 10 minutes each.

        ## Fallback

        /var/lib/batch/fallback, and the channel people-alerts.
        """;

    public const string Runbook = """
        # people-ingest: runbook

        ## Starting and stopping

        Start: `prefect deployment run`. Stop: cancel the run.

        ## Environment and secrets

        `Batch__Kafka__BootstrapServers`; no secrets.

        ## Health

        `/health` on port 8080.

        ## Kafka topics and groups

        Topic people.ingest.v1, group people-ingest.load.

        ## Dead letters

        people.ingest.v1.dlq

        ## Troubleshooting

        | symptom | do |
        |---|---|
        | exit code 75 | look at the source |

        ## Escalation

        The team people, then the platform's on-call.
        """;

    public const string Manifest = "# Documents\n\n- [people-ingest](jobs/people-ingest/template.md)\n";

    public const string Deployments = """
        deployments:
          - name: people-ingest-prod
            entrypoint: flows/people_ingest_flow.py:people_ingest
            schedules:
              - cron: "0 2 * * *"
                timezone: "UTC"
            concurrency_limit: 1
            work_pool:
              name: batch-kubernetes
        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string Path, string Text)> All { get; } =
    [
        (SchemaPath, Schema), (TemplatePath, Template), (RunbookPath, Runbook), (ManifestPath, Manifest), (DeploymentsPath, Deployments),
    ];

    /// <summary>All of them, one with another text; without it where the text is null.</summary>
    public static (string Path, string Text)[] With(string path, string? text) =>
        [.. All.Where(file => file.Path != path), .. text is null ? [] : new[] { (path, text) }];

    /// <summary>The file that a rule is about, which its page shows or leaves out; null for rules on code alone.</summary>
    public static string? PathOf(string id) => id switch
    {
        "BWS2201" or "BWS2202" => DeploymentsPath,
        "BWS4201" or "BWS4202" or "BWS4203" => SchemaPath,
        "BWS6101" or "BWS6104" => TemplatePath,
        "BWS6102" => RunbookPath,
        "BWS6103" => ManifestPath,
        _ => null,
    };
}
