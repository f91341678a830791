using BatchGen.Runtime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers batch jobs.</summary>
public static class BatchServiceCollectionExtensions
{
    /// <summary>Registers one job; the generated <c>AddBatchJobs</c> calls it for every job of the assembly.</summary>
    /// <typeparam name="TJob">The <c>[BatchJob]</c> class.</typeparam>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddBatchJob<TJob>(this IServiceCollection services)
        where TJob : class, IBatchJob => throw null!;
}
