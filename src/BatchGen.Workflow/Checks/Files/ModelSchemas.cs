using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Schemas;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Checks.Files;

/// <summary>The schemas in the models of jobs, in the form that is compared.</summary>
internal static class ModelSchemas
{
    /// <summary>What a job's payload type says of a topic; null where types do not tell.</summary>
    public static TopicSchema? Of(JobModel job, string topic) =>
        job.Schemas.FirstOrDefault(schema => schema.Topic == topic) is { } text ? SchemaReader.Read(topic, JsonReader.Read(text.Json)).Schema : null;
}
