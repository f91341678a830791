using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation;

/// <summary>One job as <c>AddBatchJobs</c> needs it: of its policy nothing, so that a change of that leaves the registration alone.</summary>
/// <param name="FullName">The job's class.</param>
/// <param name="Text">How the file names it.</param>
/// <param name="Import">The namespace that this needs, or null.</param>
/// <param name="Obstacle">Why it cannot be registered, or null.</param>
internal sealed record JobRegistration(string FullName, string Text, string? Import, string? Obstacle)
{
    public static JobRegistration Of(JobSpec job)
    {
        JobDeclaration declaration = job.Declaration;
        bool isShort = declaration.HasUniqueName && !declaration.IsGeneric;
        bool hasPlan = declaration is { IsConstructible: true, CanHaveAnotherPart: true };
        return new(
            declaration.Type.FullName,
            isShort ? declaration.NestedName : declaration.Type.FullName,
            isShort && declaration.Namespace.Length > 0 ? declaration.Namespace : null,
            hasPlan ? null : BlockedJobs.Reason(job));
    }
}

/// <summary>All that the registration of an assembly depends on.</summary>
/// <param name="Jobs">The jobs, in ordinal order.</param>
/// <param name="HasEmbeddedKafka">Whether an embedded broker can be registered.</param>
internal sealed record AssemblyRegistration(EquatableArray<JobRegistration> Jobs, bool HasEmbeddedKafka)
{
    /// <summary>The registration, or null for an assembly that needs none.</summary>
    public static AssemblyRegistration? Of(IEnumerable<JobRegistration> jobs, AssemblyFacts assembly)
    {
        EquatableArray<JobRegistration> ordered = jobs.OrderBy(static job => job.FullName, StringComparer.Ordinal).ToEquatableArray();
        bool isNeeded = ordered.Count > 0 || (assembly.IsExecutable && !assembly.SeesOtherRegistration);
        return assembly.HasRuntime && isNeeded ? new(ordered, assembly.HasEmbeddedKafka) : null;
    }
}
