using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The same public members for a job that is blocked, with bodies that throw.</summary>
internal static class BlockedJobEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission, string reason)
    {
        JobSpec job = emission.Job;
        Names names = emission.Names;
        List<MethodSpec> bodies = [.. job.Stages
            .Where(static stage => stage.Kind == StageKind.Publish)
            .Select(static stage => stage.Method)
            .Where(static method => method is { NeedsBody: true, IsInherited: false, IsUnresolved: false })
            .Distinct()];
        bool isJob = job.Declaration.IsConstructible;
        JobFile.WritePart(writer, job, isJob ? $" : {names["IBatchJob"]}" : "", part =>
        {
            foreach (MethodSpec body in bodies)
            {
                PublishBodyEmitter.Signature(part, emission, body, " =>");
                Throw(part, names, reason);
                if (isJob || !ReferenceEquals(body, bodies[bodies.Count - 1]))
                {
                    part.Blank();
                }
            }

            if (isJob)
            {
                part.Lines(
                    $"""
                    {emission.GeneratedCode}
                    static {names["JobPlan"]} {names["IBatchJob"]}.CreatePlan({names["IServiceProvider"]} services) =>
                    """);
                Throw(part, names, reason);
            }
        });
    }

    private static void Throw(SourceWriter writer, Names names, string reason) => writer.Indented(body => body
        .Literal($"throw new {names["InvalidOperationException"]}(", reason, ");"));
}
