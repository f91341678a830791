using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>What every section of a job's file needs: the job, and how things are called in the file.</summary>
internal sealed class JobEmission(JobModel model)
{
    private PlanMembers? _members;

    public JobSpec Job => model.Job;

    public Names Names { get; } = new(model.Job.ShadowedNames);

    /// <summary>The members of the plan; a blocked job has none.</summary>
    public PlanMembers Members => _members ??= new(model);

    /// <summary>The job's class.</summary>
    public string JobType => Names[Job.Declaration.Type];

    /// <summary>The attribute on what is emitted. Major and minor only: a patch release changes no committed file.</summary>
    public string GeneratedCode => $"[{Names["GeneratedCode"]}(\"BatchGen\", \"0.1\")]";

    /// <summary>The metadata of a type.</summary>
    public string JsonSource(TypeName type) => model.Json.FirstOrDefault(binding => binding.TypeFullName == type.FullName) is { } binding
        ? $"{binding.Context}.Default.{binding.Property}"
        : $"{Names["ReflectionJson"]}.TypeInfo<{Names[type]}>()";
}
