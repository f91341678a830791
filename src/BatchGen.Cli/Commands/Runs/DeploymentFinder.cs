using BatchGen.Cli.Connection;
using BatchGen.Cli.Prefect;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>Finds a job's deployment; where there is none, says which there are.</summary>
internal static class DeploymentFinder
{
    /// <summary>The tag of every deployment that BatchGen writes.</summary>
    public const string Tag = "batch";

    /// <exception cref="MissingInputException">There is no such deployment.</exception>
    public static async Task<Deployment> FindAsync(PrefectClient client, DeploymentName name, CancellationToken cancellationToken) =>
        await client.FindDeploymentAsync(name.Job, name.Name, cancellationToken).ConfigureAwait(false)
            ?? throw new MissingInputException(await MissingAsync(client, name, cancellationToken).ConfigureAwait(false));

    private static async Task<string> MissingAsync(PrefectClient client, DeploymentName name, CancellationToken cancellationToken)
    {
        IReadOnlyList<Deployment> all = await client.DeploymentsAsync(Tag, cancellationToken).ConfigureAwait(false);
        DeploymentName[] known = [.. all.Select(DeploymentName.Of).OfType<DeploymentName>()];
        string missing = $"Prefect at {client.Api} has no deployment '{name.Job}/{name.Name}'.";
        if (known.Where(other => other.Job == name.Job).ToArray() is [_, ..] others)
        {
            return $"{missing} The job is deployed for: {string.Join(", ", others.Select(other => other.Environment).Order(StringComparer.Ordinal))} (--env).";
        }

        string? close = Suggestion.For(name.Job, known.Select(other => other.Job));
        return close is null
            ? $"{missing} Register it: cd workflow && prefect --no-prompt deploy --name {name.Name}. 'batchgen status' lists those that there are."
            : $"{missing} Did you mean '{close}'?";
    }
}
