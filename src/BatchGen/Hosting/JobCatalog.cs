using System.Diagnostics.CodeAnalysis;
using BatchGen.Runtime;

namespace BatchGen.Hosting;

/// <summary>One registered job.</summary>
/// <param name="Type">The user's class.</param>
/// <param name="CreatePlan">Makes its plan.</param>
internal sealed record JobRegistration(Type Type, Func<IServiceProvider, JobPlan> CreatePlan);

/// <summary>A job, stage or option that the command line names and nobody knows.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The jobs of the process, by name.</summary>
internal sealed class JobCatalog
{
    private readonly SortedDictionary<string, JobPlan> _plans = new(StringComparer.Ordinal);

    public JobCatalog(IEnumerable<JobRegistration> registrations, IServiceProvider services)
    {
        foreach (JobRegistration registration in registrations.DistinctBy(registration => registration.Type))
        {
            JobPlan plan = registration.CreatePlan(services);
            if (!_plans.TryAdd(plan.Descriptor.Name, plan))
            {
                throw new InvalidOperationException(
                    $"Two jobs have the name '{plan.Descriptor.Name}': {_plans[plan.Descriptor.Name].Descriptor.Type} and {registration.Type}.");
            }
        }
    }

    public IReadOnlyCollection<JobPlan> All => _plans.Values;

    public bool TryFind(string name, [NotNullWhen(true)] out JobPlan? plan) => _plans.TryGetValue(name, out plan);

    /// <exception cref="UsageException">There is no such job.</exception>
    public JobPlan Find(string name)
    {
        if (TryFind(name, out JobPlan? plan))
        {
            return plan;
        }

        throw new UsageException(
            _plans.Count == 0
                ? $"There is no job '{name}': no job is registered. Call services.AddBatchJobs() in Program.cs."
                : $"There is no job '{name}'. Jobs here: {string.Join(", ", _plans.Keys)}.");
    }

    /// <summary>The named jobs, or all when none is named.</summary>
    public IReadOnlyCollection<JobPlan> FindAll(IReadOnlyCollection<string> names) => names.Count == 0 ? All : [.. names.Distinct().Select(Find)];
}
