using BatchGen.Analyzers.Generation.Emission.Loops;
using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The companion type with the job's plan, and the method that makes it.</summary>
internal static class PlanEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission)
    {
        JobSpec job = emission.Job;
        Names names = emission.Names;
        names.Import(RuntimeNames.DependencyInjection);
        writer
            .Lines(emission.GeneratedCode)
            .List(
                $"static {names["JobPlan"]} {names["IBatchJob"]}.CreatePlan({names["IServiceProvider"]} services) => new {job.PlanName}(",
                [$"services.GetRequiredService<{emission.JobType}>()"],
                ");")
            .Blank()
            .Summary($"The plan of job <c>{Literals.Xml(job.Name!)}</c>: its policy, then its steps.")
            .Lines(emission.GeneratedCode)
            .Open($"private sealed class {job.PlanName}({emission.JobType} job) : {names["JobPlan"]}");

        StageDescriptorEmitter.Emit(writer, emission);
        EmitJson(writer, emission);
        JobDescriptorEmitter.Emit(writer, emission);
        StageStepEmitter.Emit(writer, emission);
        KafkaConfigEmitter.Emit(writer, emission);
        foreach (StageSpec load in job.StagesOf(StageKind.Load))
        {
            writer.Blank();
            if (load.Method.LoadForm == LoadForm.Batch)
            {
                BatchConsumerLoopEmitter.Emit(writer, emission, load);
            }
            else
            {
                ConsumerLoopEmitter.Emit(writer, emission, load);
            }
        }

        writer.Close();
    }

    private static void EmitJson(SourceWriter writer, JobEmission emission)
    {
        // The publish body, outside the plan, writes with the same metadata.
        HashSet<string> published = new(
            emission.Job.StagesOf(StageKind.Publish).Select(static stage => stage.Payload!.Type.FullName), StringComparer.Ordinal);
        foreach (TypeName type in emission.Members.JsonTypes)
        {
            string access = published.Contains(type.FullName) ? "internal" : "private";
            string field = $"{access} static readonly {emission.Names["JsonTypeInfo`1"]}<{emission.Names[type]}> {emission.Members.Json(type)} =";
            string source = $"{emission.JsonSource(type)};";
            if (field.Length + 1 + source.Length <= writer.Width)
            {
                writer.Lines($"{field} {source}");
            }
            else
            {
                writer.Lines(field).Indented(value => value.Lines(source));
            }
        }

        writer.Blank();
    }
}
