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

        string? close = known.Select(other => other.Job).Distinct()
            .Select(job => (Job: job, Distance: Distance(job, name.Job)))
            .Where(other => other.Distance <= Math.Max(2, name.Job.Length / 4))
            .OrderBy(other => other.Distance).ThenBy(other => other.Job, StringComparer.Ordinal)
            .Select(other => other.Job)
            .FirstOrDefault();
        return close is null
            ? $"{missing} Register it: cd workflow && prefect --no-prompt deploy --name {name.Name}. 'batchgen status' lists those that there are."
            : $"{missing} Did you mean '{close}'?";
    }

    /// <summary>How many letters have to be inserted, deleted or changed to come from one word to the other.</summary>
    internal static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int changed = corner + (one[i - 1] == other[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
