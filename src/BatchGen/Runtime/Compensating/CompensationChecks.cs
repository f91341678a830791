using BatchGen.Hosting;
using BatchGen.Hosting.Commands;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>What can be said at start about the jobs that jobs name as their compensation.</summary>
internal static partial class CompensationChecks
{
    /// <exception cref="BatchConfigurationException">A job names itself, nothing, or a job that cannot be run.</exception>
    public static void Check(IEnumerable<JobPlan> plans, JobCatalog catalog, ILogger logger)
    {
        foreach (JobDescriptor job in plans.Select(plan => plan.Descriptor))
        {
            if (job.Fallback.Compensate is not { } name)
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(name) || name == job.Name)
            {
                throw Wrong(job, name == job.Name ? "names the job itself: a job that fails cannot make itself good." : "is empty.");
            }

            if (!catalog.TryFind(name, out JobPlan? plan))
            {
                LogElsewhere(logger, job.Name, name);
            }
            else if (!RunCommandChecks.CanRun(plan))
            {
                throw Wrong(job, $"names '{name}', which has no [Extract]: its topic triggers it, it cannot be run.");
            }
            else if (FindCycle(job, catalog) is { } cycle)
            {
                LogCycle(logger, cycle);
            }
        }
    }

    private static BatchConfigurationException Wrong(JobDescriptor job, string problem) => new($"[Fallback] of job '{job.Name}'", $"Compensate {problem}");

    /// <summary>The way from a job by its compensations back to it, or null.</summary>
    private static string? FindCycle(JobDescriptor job, JobCatalog catalog)
    {
        List<string> way = [job.Name];
        while (job.Fallback.Compensate is { } name && catalog.TryFind(name, out JobPlan? plan))
        {
            way.Add(name);
            if (name == way[0])
            {
                return string.Join(" → ", way);
            }

            if (way.IndexOf(name) < way.Count - 1)
            {
                return null;
            }

            job = plan.Descriptor;
        }

        return null;
    }

    [LoggerMessage(
        122, LogLevel.Warning, "Job '{Job}' names '{Compensating}' as its compensating job, which is not part of this application: it is not run from here, only asked for")]
    private static partial void LogElsewhere(ILogger logger, string job, string compensating);

    [LoggerMessage(123, LogLevel.Warning, "Jobs compensate each other: {Cycle}. A compensating run that fails is not made good by another one")]
    private static partial void LogCycle(ILogger logger, string cycle);
}
