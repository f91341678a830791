using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Tests;

/// <summary>Jobs for tests, in the form that the generator leaves in assemblies.</summary>
internal static class SampleJobs
{
    /// <summary>A job with every stage, a cron and two channels.</summary>
    public static JobModel People { get; } = JobModelReader.Read(
        """
        {
          "generator": "0.1",
          "name": "swapi-people",
          "type": "StarWars.Batch.SwapiPeople",
          "summary": "Nightly import of Star Wars people into the people domain.",
          "cron": "0 2 * * *",
          "concurrency": 1,
          "critical": true,
          "expected_minutes": 20,
          "max_minutes": 45,
          "owner": "people-data",
          "escalation": "data-platform-oncall",
          "idempotency": "Upsert by record_id; a rerun of a batch rewrites the same rows.",
          "fallback": { "store": "file:///var/lib/batch/fallback", "notify": ["slack:people-alerts", "mailto:people@example.org"] },
          "stages": [
            { "kind": "extract", "method": "FetchAsync", "summary": "Reads people page by page.", "attempts": 3, "backoff_seconds": 60, "max_backoff_seconds": 300, "timeout_seconds": 600, "output": "StarWars.Swapi.SwapiPerson" },
            { "kind": "transform", "method": "Clean", "attempts": 2, "backoff_seconds": 30, "max_backoff_seconds": 60, "timeout_seconds": 60, "input": "StarWars.Swapi.SwapiPerson", "output": "StarWars.Batch.Person" },
            { "kind": "publish", "method": "PublishAsync", "attempts": 5, "backoff_seconds": 30, "timeout_seconds": 60, "topic": "people.ingest.v1", "input": "StarWars.Batch.Person", "record_id": "Url" },
            { "kind": "load", "method": "LoadAsync", "attempts": 5, "backoff_seconds": 1, "max_backoff_seconds": 30, "timeout_seconds": 30, "topic": "people.ingest.v1", "group": "swapi-people.load", "max_concurrency": 16, "input": "StarWars.Batch.Person", "record_id": "Url" }
          ],
          "schemas": {
            "people.ingest.v1": {
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
                  "properties": { "url": { "type": "string" }, "height": { "type": ["integer", "null"], "minimum": 0, "maximum": 300 } },
                  "required": ["url"]
                }
              }
            }
          }
        }
        """);

    /// <summary>A job that only consumes, with what it does not state left to the defaults.</summary>
    public static JobModel Audit { get; } = JobModelReader.Read(
        """
        {
          "generator": "0.1",
          "name": "people-audit",
          "type": "StarWars.Batch.PeopleAudit",
          "owner": "people-data",
          "idempotency": "Writes by record_id.",
          "fallback": { "store": "s3://batch-fallback/audit", "notify": ["pagerduty:people"], "compensate": "swapi-people" },
          "stages": [
            { "kind": "load", "method": "WriteAsync", "attempts": 5, "backoff_seconds": 1, "timeout_seconds": 30, "topic": "people.ingest.v1", "input": "StarWars.Batch.Person", "record_id": "Url" }
          ]
        }
        """);

    /// <summary>A job that is started by hand.</summary>
    public static JobModel Manual { get; } = JobModelReader.Read(
        """
        {
          "generator": "0.1",
          "name": "planets-backfill",
          "type": "StarWars.Batch.PlanetsBackfill",
          "trigger": "manual: batchgen run planets-backfill",
          "concurrency": 2,
          "owner": "planets-data",
          "idempotency": "Upsert by record_id.",
          "fallback": { "store": "file:///var/lib/batch/fallback", "notify": ["slack:planets"] },
          "stages": [
            { "kind": "extract", "method": "ReadAsync", "attempts": 5, "backoff_seconds": 60, "timeout_seconds": 900, "output": "StarWars.Planet" },
            { "kind": "transform", "method": "Map", "attempts": 3, "backoff_seconds": 30, "timeout_seconds": 60, "input": "StarWars.Planet", "output": "StarWars.Planet" },
            { "kind": "publish", "method": "SendAsync", "attempts": 6, "backoff_seconds": 30, "max_backoff_seconds": 90, "timeout_seconds": 45, "topic": "planets.ingest.v2", "input": "StarWars.Planet", "record_id": "Url" }
          ]
        }
        """);

    /// <summary>A job whose texts mean something to Python, YAML, Markdown and Prefect, and which another job makes good.</summary>
    public static JobModel Awkward { get; } = JobModelReader.Read(
        """
        {
          "generator": "0.1",
          "name": "awkward-texts",
          "type": "Odd.Batch.AwkwardTexts",
          "summary": "Says \"\"\"three quotes\"\"\", 'one', C:\\new\\table, {braces}, {{ templates }}, # hash: colon, <tag> | pipe & ends in a quote\"",
          "cron": "*/15 6-18 * * 1-5",
          "concurrency": 1,
          "owner": "o'brien \"the owner\"",
          "idempotency": "Backslash at the end \\",
          "fallback": { "store": "s3://bucket/pre fix", "notify": ["webhook:a-b"], "compensate": "swapi-people" },
          "stages": [
            { "kind": "extract", "method": "A", "summary": "- \u00e4\ud83d\ude00\t\"", "attempts": 6, "backoff_seconds": 60, "max_backoff_seconds": 300, "timeout_seconds": 1, "output": "string" },
            { "kind": "transform", "method": "B", "attempts": 2, "backoff_seconds": 30, "timeout_seconds": 60, "input": "string", "output": "Odd.P" },
            { "kind": "publish", "method": "C", "attempts": 5, "backoff_seconds": 30, "timeout_seconds": 60, "topic": "odd.text.v1", "input": "Odd.P", "record_id": "Id" }
          ]
        }
        """);

    /// <summary>A project with all of them; its folder does not exist.</summary>
    public static BatchProject Project { get; } = new()
    {
        Name = "SwapiPeople",
        Directory = "/src/SwapiPeople",
        ProjectFile = "/src/SwapiPeople/SwapiPeople.csproj",
        AssemblyPath = "/src/SwapiPeople/bin/Debug/net10.0/SwapiPeople.dll",
        AssemblyName = "SwapiPeople",
        Jobs = [Audit, Manual, People],
    };
}
