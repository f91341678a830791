using System.Text.Json;
using System.Text.Json.Nodes;
using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Schemas;

namespace BatchGen.Workflow.Models;

/// <summary>Reads the text that the generator leaves in an assembly for each job (docs/job-model.md).</summary>
internal static class JobModelReader
{
    /// <summary>The format that this tool reads.</summary>
    public const int Format = 1;

    /// <exception cref="InvalidDataException">The text is no model of a job.</exception>
    public static JobModel Read(string json)
    {
        try
        {
            JsonObject job = JsonNode.Parse(json)!.AsObject();
            return new JobModel
            {
                Spec = SpecOf(job),
                Generator = Text(job, "generator") ?? throw new InvalidDataException("it names no generator"),
                Schemas = [.. (job["schemas"]?.AsObject() ?? []).Select(static schema => SchemaOf(schema.Key, schema.Value!))],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"it is no model of a job: {exception.Message}", exception);
        }
    }

    private static JobSpec SpecOf(JsonObject job)
    {
        string type = Text(job, "type") ?? throw new InvalidDataException("it names no type");
        string name = type[(type.LastIndexOf('.') + 1)..];
        return new JobSpec
        {
            Declaration = new JobDeclaration
            {
                Type = TypeOf(type),
                Namespace = type.Contains('.', StringComparison.Ordinal) ? type[..type.LastIndexOf('.')] : "",
                Header = new TypeHeader("class", name, IsPartial: true),
                HasUniqueName = true,
            },
            Name = Text(job, "name") ?? throw new InvalidDataException("it has no name"),
            Summary = Text(job, "summary"),
            Cron = Text(job, "cron"),
            Trigger = Text(job, "trigger"),
            TimeZone = Text(job, "time_zone"),
            Concurrency = Number(job, "concurrency"),
            Critical = Flag(job, "critical"),
            ExpectedMinutes = Number(job, "expected_minutes"),
            MaxMinutes = Number(job, "max_minutes"),
            Owner = Text(job, "owner"),
            Escalation = Text(job, "escalation"),
            Idempotency = Text(job, "idempotency"),
            Docs = Text(job, "docs"),
            DynamicTasks = Text(job, "dynamic_tasks"),
            Fallback = job["fallback"] is JsonObject fallback
                ? new FallbackSpec(
                    Text(fallback, "store"),
                    (fallback["notify"]?.AsArray() ?? []).Select(static channel => channel!.GetValue<string>()).ToEquatableArray(),
                    Text(fallback, "compensate"))
                : null,
            Stages = (job["stages"]?.AsArray() ?? []).Select(static stage => StageOf(stage!.AsObject())).ToEquatableArray(),
        };
    }

    private static StageSpec StageOf(JsonObject stage)
    {
        string method = Text(stage, "method") ?? "";
        string? input = Text(stage, "input");
        StageKind kind = Choice<StageKind>(stage, "kind") ?? throw new InvalidDataException("a stage has no kind");
        return new StageSpec
        {
            Kind = kind,
            Summary = Text(stage, "summary"),
            Method = new MethodSpec
            {
                Name = method,
                Identifier = method,
                ReturnType = TypeOf("System.Threading.Tasks.Task"),
                Input = input is null ? null : TypeOf(input),
                Output = Text(stage, "output") is { } output ? TypeOf(output) : null,
                LoadForm = Flag(stage, "takes_batches") ? LoadForm.Batch : LoadForm.Record,
            },
            Attempts = Number(stage, "attempts"),
            BackoffSeconds = Number(stage, "backoff_seconds"),
            MaxBackoffSeconds = Number(stage, "max_backoff_seconds"),
            TimeoutSeconds = Number(stage, "timeout_seconds"),
            Topic = Text(stage, "topic"),
            Payload = input is not null && kind is StageKind.Publish or StageKind.Load ? PayloadOf(stage, input!) : null,
            DynamicTasks = Text(stage, "dynamic_tasks"),
            CompressionType = Choice<CompressionSpec>(stage, "compression_type"),
            LingerMs = Number(stage, "linger_ms"),
            Group = Text(stage, "group"),
            MaxConcurrency = Number(stage, "max_concurrency"),
            Ordering = Choice<OrderingSpec>(stage, "ordering"),
            DeadLetterTopic = Text(stage, "dead_letter_topic"),
            StatesDeadLetterTopic = stage.ContainsKey("dead_letter_topic"),
            Deduplicate = Flag(stage, "deduplicate"),
            Transactional = Flag(stage, "transactional"),
            BatchSize = Number(stage, "batch_size"),
            BatchWaitMs = Number(stage, "batch_wait_ms"),
        };
    }

    private static PayloadSpec PayloadOf(JsonObject stage, string type) => new()
    {
        Type = TypeOf(type),
        RecordIds = Member(stage, "record_id"),
        RecordKeys = Member(stage, "record_key"),
    };

    private static EquatableArray<RecordMember> Member(JsonObject stage, string name) =>
        Text(stage, name) is { } member ? [new RecordMember(member, member, "", TextForm.Text, IsNullable: false, IsAccessible: true)] : [];

    private static TypeName TypeOf(string name) => new()
    {
        FullName = "global::" + name,
        Text = name[(name.LastIndexOf('.') + 1)..],
        Identifier = name[(name.LastIndexOf('.') + 1)..],
    };

    private static string? Text(JsonObject node, string name) => node[name]?.GetValue<string>();

    private static int? Number(JsonObject node, string name) => node[name]?.GetValue<int>();

    private static bool Flag(JsonObject node, string name) => node[name]?.GetValue<bool>() ?? false;

    private static T? Choice<T>(JsonObject node, string name)
        where T : struct, Enum => Text(node, name) is { } text ? Enum.Parse<T>(text, ignoreCase: true) : null;

    private static TopicSchemaText SchemaOf(string topic, JsonNode schema) =>
        SchemaReader.Read(topic, JsonReader.Read(schema.ToJsonString())) is { Schema: { } read }
            ? new TopicSchemaText(topic, SchemaWriter.Write(read))
            : throw new InvalidDataException($"its schema of topic '{topic}' is none");
}
