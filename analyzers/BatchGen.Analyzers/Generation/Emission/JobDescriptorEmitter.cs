using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The job as its attributes state it, and the list of its consumers.</summary>
internal static class JobDescriptorEmitter
{
    public static void Emit(SourceWriter writer, JobEmission emission)
    {
        JobSpec job = emission.Job;
        Names names = emission.Names;
        writer
            .Summary("From <c>[BatchJob]</c> and <c>[Fallback]</c>.")
            .List(
                $"public override {names["JobDescriptor"]} Descriptor {{ get; }} = new(",
                [Literals.Quote(job.Name!), $"typeof({emission.JobType})"],
                ")")
            .OpenBrace();
        EmitText(writer, "Cron", job.Cron);
        EmitText(writer, "Trigger", job.Trigger);
        writer.Lines($"Concurrency = {job.Concurrency ?? 0},");
        if (job.Critical)
        {
            writer.Lines("Critical = true,");
        }

        EmitMinutes(writer, names, "Expected", job.ExpectedMinutes);
        EmitMinutes(writer, names, "Max", job.MaxMinutes);
        EmitText(writer, "Owner", job.Owner);
        EmitText(writer, "Escalation", job.Escalation);
        EmitText(writer, "Idempotency", job.Idempotency);
        EmitText(writer, "Docs", job.Docs);
        EmitFallback(writer, job.Fallback!);
        writer
            .List("Stages = [", [.. job.Stages.Select(emission.Members.Descriptor)], "],")
            .Close(";");
        EmitLoads(writer, emission);
    }

    private static void EmitText(SourceWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.Literal($"{name} = ", value, ",");
        }
    }

    private static void EmitMinutes(SourceWriter writer, Names names, string name, int? minutes)
    {
        if (minutes is not (null or 0))
        {
            writer.Lines($"{name} = {names["TimeSpan"]}.FromMinutes({minutes}),");
        }
    }

    private static void EmitFallback(SourceWriter writer, FallbackSpec fallback)
    {
        string channels = string.Join(", ", fallback.Notify.Select(Literals.Quote));
        string compensate = fallback.Compensate is null ? "" : $" {{ Compensate = {Literals.Quote(fallback.Compensate)} }}";
        writer.List("Fallback = new(", [Literals.Quote(fallback.Store!), $"[{channels}]"], $"){compensate},");
    }

    private static void EmitLoads(SourceWriter writer, JobEmission emission)
    {
        List<StageSpec> loads = [.. emission.Job.StagesOf(StageKind.Load)];
        if (loads.Count == 0)
        {
            return;
        }

        string property = $"public override {emission.Names["IReadOnlyList`1"]}<{emission.Names["LoadPlan"]}> Loads =>";
        writer.Blank();
        if (loads.Count == 1)
        {
            writer.Lines($"{property} [new({emission.Members.Descriptor(loads[0])}, LoadConfig(), {emission.Members.Loop(loads[0])})];");
            return;
        }

        writer.Lines(property).Lines("[").Indented(list =>
        {
            foreach (StageSpec load in loads)
            {
                string config = $"LoadConfig({Literals.Quote(emission.Job.GroupOf(load))})";
                list.List("new(", [emission.Members.Descriptor(load), config, emission.Members.Loop(load)], "),");
            }
        });
        writer.Lines("];");
    }
}
