using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Graphs;

/// <summary>The same as the graph, for programs: jobs, stages, topics, consumer groups.</summary>
internal static class JsonGraph
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(BatchSolution solution) => new JsonObject
    {
        ["jobs"] = new JsonArray([.. solution.Jobs.Select(static pair => JobOf(pair.Project, pair.Job))]),
        ["topics"] = new JsonArray([.. solution.Jobs
            .SelectMany(static pair => pair.Job.Spec.Stages.Select(stage => (pair.Job, Stage: stage)))
            .Where(static use => use.Stage.Topic is not null)
            .GroupBy(static use => use.Stage.Topic!, StringComparer.Ordinal)
            .OrderBy(static topic => topic.Key, StringComparer.Ordinal)
            .Select(static topic => new JsonObject
            {
                ["topic"] = topic.Key,
                ["published_by"] = Names(topic.Where(static use => use.Stage.Kind == StageKind.Publish).Select(static use => use.Job.Name)),
                ["consumed_by"] = Names(topic.Where(static use => use.Stage.Kind == StageKind.Load).Select(static use => use.Job.Spec.GroupOf(use.Stage))),
            })]),
    }.ToJsonString(Indented) + "\n";

    private static JsonObject JobOf(BatchProject project, JobModel job) => new()
    {
        ["job"] = job.Name,
        ["project"] = project.Name,
        ["owner"] = job.Spec.Owner,
        ["starts"] = GraphText.Start(job.Spec),
        ["cron"] = job.Spec.Cron,
        ["critical"] = job.Spec.Critical,
        ["expected_minutes"] = job.Spec.ExpectedMinutes,
        ["fallback_store"] = job.Spec.Fallback?.Store,
        ["compensate"] = job.Spec.Fallback?.Compensate,
        ["stages"] = new JsonArray([.. job.Spec.Stages.Select(stage => StageOf(job.Spec, stage))]),
    };

    private static JsonObject StageOf(JobSpec job, StageSpec stage) => new()
    {
        ["stage"] = GraphText.Kind(stage),
        ["method"] = stage.Method.Name,
        ["attempts"] = stage.Attempts,
        ["topic"] = stage.Topic,
        ["group"] = stage.Kind == StageKind.Load ? job.GroupOf(stage) : null,
        ["dead_letter_topic"] = stage.Kind == StageKind.Load ? stage.EffectiveDeadLetterTopic : null,
    };

    private static JsonArray Names(IEnumerable<string> names) =>
        new([.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(static name => JsonValue.Create(name))]);
}
