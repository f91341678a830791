using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The body of the user's partial publish method.</summary>
internal static class PublishBodyEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission)
    {
        foreach (StageSpec stage in emission.Job.StagesOf(StageKind.Publish))
        {
            ParameterSpec payload = stage.Method.Parameters.First(static parameter => parameter.Role == ParameterRole.Record);
            ParameterSpec? token = stage.Method.Parameters.FirstOrDefault(static parameter => parameter.Role == ParameterRole.Token);
            bool isValueTask = stage.Method.Wrapper == ReturnWrapper.ValueTask;
            RecordMember id = stage.Payload!.RecordIds[0];
            RecordMember key = stage.Payload.RecordKeys.Count == 0 ? id : stage.Payload.RecordKeys[0];
            string close = isValueTask ? "));" : ");";

            Describe(writer, stage);
            Signature(writer, emission, stage.Method, " =>");
            writer.Indented(body => body
                .Lines($"{(isValueTask ? "new(" : "")}{emission.Names["PublishScope"]}.Current.SendAsync(")
                .Indented(arguments => arguments
                    .Literal("topic: ", stage.Topic!, ",")
                    .Lines(
                        $"""
                        recordId: {RecordText.Of(id, payload.Name, emission.Names)},
                        key: {RecordText.Of(key, payload.Name, emission.Names)},
                        payload: {payload.Name},
                        {emission.Job.PlanName}.{emission.Members.Json(stage.Payload.Type)},
                        {token?.Name ?? emission.Names["CancellationToken"] + ".None"}{close}
                        """)));
            writer.Blank();
        }
    }

    /// <summary>Writes the head of the other part of a partial method.</summary>
    public static void Signature(SourceWriter writer, JobEmission emission, MethodSpec method, string after)
    {
        string modifiers = method.Modifiers.Length == 0 ? "" : method.Modifiers + " ";
        foreach (ParameterSpec parameter in method.Parameters)
        {
            _ = emission.Names[parameter.Type];
        }

        writer.Lines(emission.GeneratedCode).List(
            $"{modifiers}partial {emission.Names[method.ReturnType]} {method.Identifier}(",
            [.. method.Parameters.Select(static parameter => parameter.Text)],
            ")" + after);
    }

    private static void Describe(SourceWriter writer, StageSpec stage)
    {
        // Of two doc comments the one on this part would win, so that the user's would be lost.
        if (stage.Method.IsDocumented)
        {
            writer.Comment(
                $"From [Publish]: writes one record to {Literals.Comment(stage.Topic!)}, complete when every in-sync replica has it.");
        }
        else
        {
            writer.Summary(
                $"From <c>[Publish]</c>: writes one record to <c>{Literals.Xml(stage.Topic!)}</c>, "
                + "complete when every in-sync replica has it.");
        }
    }
}
