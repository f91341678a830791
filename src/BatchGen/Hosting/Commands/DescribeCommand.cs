using BatchGen.Hosting.Reports;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Hosting.Commands;

/// <summary><c>describe [JOB…]</c>: what the jobs declare.</summary>
internal sealed class DescribeCommand(IReadOnlyCollection<string> jobs, bool json) : ICommand
{
    public Task<int> RunAsync(IServiceProvider services, CancellationToken stopping)
    {
        IReadOnlyCollection<JobPlan> plans = services.GetRequiredService<JobCatalog>().FindAll(jobs);
        DescribeReport.Write([.. plans.Select(plan => plan.Descriptor)], json);
        return Task.FromResult(ExitCodes.Done);
    }
}
