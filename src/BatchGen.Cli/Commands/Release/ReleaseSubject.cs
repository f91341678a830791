using BatchGen.Analyzers.Model;
using BatchGen.Cli.Commands.Runs;
using BatchGen.Cli.Connection;
using BatchGen.Workflow.Models;

namespace BatchGen.Cli.Commands.Release;

/// <summary>What is to be released: a job, its project, and the environment.</summary>
/// <param name="Solution">Everything that was read.</param>
/// <param name="Project">The job's project.</param>
/// <param name="Job">The job.</param>
/// <param name="Environment">The environment: <c>prod</c>.</param>
internal sealed record ReleaseSubject(BatchSolution Solution, BatchProject Project, JobModel Job, string Environment)
{
    public DeploymentName Deployment => new(Job.Name, Environment);

    public IEnumerable<StageSpec> Publishes => Job.Spec.StagesOf(StageKind.Publish).Where(static stage => stage.Topic is not null);

    public IEnumerable<StageSpec> Loads => Job.Spec.StagesOf(StageKind.Load).Where(static stage => stage.Topic is not null);

    /// <summary>The topics that the job writes or reads.</summary>
    public IReadOnlyList<string> Topics => [.. Publishes.Concat(Loads).Select(static stage => stage.Topic!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The jobs of the same executable that are needed to see records all the way: who publishes what the job loads, and the other way round.</summary>
    public IReadOnlyList<JobModel> Chain => [Job, .. Project.Jobs.Where(other => other.Name != Job.Name && IsBeside(other)).OrderBy(static other => other.Name, StringComparer.Ordinal)];

    /// <exception cref="MissingInputException">There is no such job.</exception>
    public static ReleaseSubject Of(BatchSolution solution, string job, string environment)
    {
        foreach ((BatchProject project, JobModel model) in solution.Jobs)
        {
            if (model.Name == job)
            {
                return new ReleaseSubject(solution, project, model, environment);
            }
        }

        string[] known = [.. solution.Jobs.Select(static each => each.Job.Name).Order(StringComparer.Ordinal)];
        string hint = Suggestion.For(job, known) is { } close ? $"Did you mean '{close}'?" : $"It has: {string.Join(", ", known)}.";
        throw new MissingInputException($"'{solution.Path}' has no job '{job}'. {hint}");
    }

    private bool IsBeside(JobModel other) => other.Spec.Stages.Any(stage => stage.Topic is { } topic && (
        (stage.Kind == StageKind.Load && Publishes.Any(own => own.Topic == topic)) || (stage.Kind == StageKind.Publish && Loads.Any(own => own.Topic == topic))));
}
