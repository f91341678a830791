using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The steps of a run: what each stage calls, and in which shape its records pass on.</summary>
internal static class StageStepEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission)
    {
        foreach (StageSpec stage in emission.Job.Stages.Where(static stage => stage.Kind != StageKind.Load))
        {
            (string summary, string method, List<string> arguments) = stage.Kind switch
            {
                StageKind.Extract => Extract(stage, emission),
                StageKind.Transform => Transform(stage, emission),
                _ => Publish(stage, emission),
            };
            writer.Blank().Summary(summary)
                .Lines($"public override {emission.Names["Task"]} {stage.Kind}Async({emission.Names["StageRun"]} run) =>")
                .Indented(body => body.List($"run.{method}(", arguments, ");"));
        }
    }

    private static (string Summary, string Method, List<string> Arguments) Extract(StageSpec stage, JobEmission emission)
    {
        string call = Call.Of(stage, emission, null);
        return (
            "Extract: reads the source from its start; an attempt that fails leaves nothing behind.",
            "ExtractAsync",
            ["Extract", $"(batch, ct) => {Sequence(stage, emission, call)}", emission.Members.Json(stage.Method.Output!)]);
    }

    private static (string Summary, string Method, List<string> Arguments) Transform(StageSpec stage, JobEmission emission)
    {
        MethodSpec method = stage.Method;
        string source = Call.RecordName(stage, "source");
        string call = Call.Of(stage, emission, source);
        bool isMany = method.Count is ReturnCount.Many or ReturnCount.ManyAsync;
        string step = isMany ? $"({source}, batch, ct) => {Sequence(stage, emission, call)}"
            : method.Wrapper == ReturnWrapper.None ? $"({source}, batch, ct) => new({call})"
            : $"async ({source}, batch, ct) => await {call}";
        return (
            method.Count switch
            {
                ReturnCount.One => "Transform: takes each record once; only records that failed are attempted again.",
                ReturnCount.OneOrNone => "Transform: takes each record once, null leaves it out; only records that failed are attempted again.",
                _ => "Transform: takes each record once and gives any number; only records that failed are attempted again.",
            },
            isMany ? "TransformManyAsync" : method.Output!.IsValueType ? "TransformValueAsync" : "TransformAsync",
            ["Transform", emission.Members.Json(method.Input!), step, emission.Members.Json(method.Output!)]);
    }

    private static (string Summary, string Method, List<string> Arguments) Publish(StageSpec stage, JobEmission emission)
    {
        string payload = Call.RecordName(stage, "payload");
        string call = Call.Of(stage, emission, payload);
        return (
            "Publish: keeps records in flight together; only records that failed are attempted again.",
            "PublishAsync",
            ["Publish", "PublishConfig()", emission.Members.Json(stage.Payload!.Type), $"async ({payload}, batch, ct) => await {call}"]);
    }

    // The engine takes an asynchronous sequence; what the method returns is brought to it in plain sight.
    private static string Sequence(StageSpec stage, JobEmission emission, string call) => stage.Method switch
    {
        { Wrapper: not ReturnWrapper.None } => $"{emission.Names["Records"]}.From<{emission.Names[stage.Method.Output!]}>(async () => await {call})",
        { Count: ReturnCount.Many } => $"{emission.Names["Records"]}.From({call})",
        _ => call,
    };
}
