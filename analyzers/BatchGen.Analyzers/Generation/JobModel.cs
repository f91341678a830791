using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation;

/// <summary>Where the JSON of a type comes from.</summary>
/// <param name="TypeFullName">The type.</param>
/// <param name="Context">The serializer context as the job's file writes it.</param>
/// <param name="Property">The context's property.</param>
internal sealed record JsonBinding(string TypeFullName, string Context, string Property);

/// <summary>A job and the serializer contexts that it uses, and nothing of those that it does not: all that its file depends on.</summary>
internal sealed record JobModel(JobSpec Job, EquatableArray<JsonBinding> Json)
{
    /// <summary>Finds the contexts that cover what passes between the job's stages; of several, the first by name.</summary>
    public static JobModel Bind(JobSpec job, EquatableArray<SerializerContextSpec> contexts)
    {
        List<JsonBinding> bindings = [];
        foreach (TypeName type in job.Stages.SelectMany(stage => new[] { stage.Method.Input, stage.Method.Output }).OfType<TypeName>())
        {
            if (bindings.All(binding => binding.TypeFullName != type.FullName) && Find(type, contexts) is var (context, entry))
            {
                bindings.Add(new(type.FullName, Text(context, job, type), entry.Property));
            }
        }

        return new(job, bindings.ToEquatableArray());
    }

    private static (SerializerContextSpec Context, SerializerEntry Entry)? Find(TypeName type, EquatableArray<SerializerContextSpec> contexts)
    {
        foreach (SerializerContextSpec context in contexts)
        {
            if (context.Entries.FirstOrDefault(entry => entry.TypeFullName == type.FullName) is { } found)
            {
                return (context, found);
            }
        }

        return null;
    }

    // Short where the name is clear without a further using: beside the job, in a namespace around it, or beside the payload.
    private static string Text(SerializerContextSpec context, JobSpec job, TypeName type)
    {
        bool isVisible = context.Namespace.Length == 0
            || $"{job.Declaration.Namespace}.".StartsWith($"{context.Namespace}.", StringComparison.Ordinal)
            || type.Namespaces.Contains(context.Namespace);
        return context.HasUniqueName && isVisible ? context.ShortName : context.FullName;
    }
}
