using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>
/// Reads a job's class: the only code that reads attributes. Takes code as it is while it is being typed: what is missing or of a
/// wrong type becomes null or a problem in the result, never an exception.
/// </summary>
internal static class JobParser
{
    public static (JobSpec Spec, JobAnchors Anchors) Parse(INamedTypeSymbol type, KnownTypes known, CancellationToken cancellationToken)
    {
        NameScope scope = new(type, known);
        List<StageSource> sources = StageSource.Of(type, known, cancellationToken);
        foreach (StageSource source in sources)
        {
            scope.Import(source.Method.ReturnType);
            foreach (IParameterSymbol parameter in source.Method.Parameters)
            {
                scope.Import(parameter.Type);
            }
        }

        // A transform that returns exactly what is published returns one record, even where that type is itself a sequence.
        ITypeSymbol? published = sources
            .Where(source => source.Kind == StageKind.Publish)
            .Select(source => MethodParser.RecordParameter(source.Method, known)?.Type)
            .FirstOrDefault();

        List<StageSpec> stages = [];
        List<StageAnchors> anchors = [];
        foreach (StageSource source in sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (StageSpec stage, StageAnchors anchor) = StageParser.Parse(source, type, published, scope, known, cancellationToken);
            stages.Add(stage);
            anchors.Add(anchor);
        }

        AttributeData? jobAttribute = AttributeReader.Find(type, known.BatchJob);
        AttributeData? fallback = AttributeReader.Find(type, known.Fallback);
        AttributeReader job = new(jobAttribute);
        AttributeReader fallbackReader = new(fallback);
        JobSpec spec = new()
        {
            Declaration = DeclarationParser.Parse(type, scope, known, cancellationToken),
            Name = job.ConstructorString(),
            Summary = Documentation.SummaryOf(type, cancellationToken),
            Cron = job.String("Cron"),
            Trigger = job.String("Trigger"),
            TimeZone = job.String("TimeZone"),
            Concurrency = job.Int("Concurrency"),
            Critical = job.Bool("Critical"),
            ExpectedMinutes = job.Int("ExpectedMinutes"),
            MaxMinutes = job.Int("MaxMinutes"),
            Owner = job.String("Owner"),
            Escalation = job.String("Escalation"),
            Idempotency = job.String("Idempotency"),
            Docs = job.String("Docs"),
            DynamicTasks = new AttributeReader(AttributeReader.Find(type, known.DynamicTasks)).ConstructorString(),
            Fallback = fallback is null
                ? null
                : new(fallbackReader.ConstructorString(), fallbackReader.Strings("Notify"), fallbackReader.String("Compensate")),
            IsUnresolved = job.IsUnresolved || fallbackReader.IsUnresolved,
            Stages = stages.ToEquatableArray(),
            ShadowedNames = scope.ShadowedNames(),
            PlanName = PlanName(type, stages),
        };
        return (spec, new JobAnchors(type, jobAttribute, fallback, anchors));
    }

    private static string PlanName(INamedTypeSymbol type, List<StageSpec> stages)
    {
        string name = "Plan";
        for (int attempt = 1; IsTaken(type, name) || stages.Any(stage => IsNamed(stage.Method, name)); attempt++)
        {
            name = attempt == 1 ? $"{type.Name}Plan" : $"{type.Name}Plan{attempt}";
        }

        return name;
    }

    // Inside the plan its own name means the plan, and not a payload of that name.
    private static bool IsNamed(MethodSpec method, string name) => new[] { method.Input, method.Output }
        .OfType<TypeName>()
        .Any(type => type.Text.Split('<', '>', ',', ' ', '.', '[', '?', '(', ')').Contains(name));

    private static bool IsTaken(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            // The generated companion is a part of the class where a rule parses it: it is not what takes the name.
            if (current.Name == name || current.GetMembers(name).Any(static member => !StageSource.IsGenerated(member)))
            {
                return true;
            }
        }

        return false;
    }
}
