using System.Net;
using BatchGen.Cli.Prefect.Models;

namespace BatchGen.Cli.Prefect;

/// <summary>Prefect's REST API, as far as this tool needs it: every method fails with a <see cref="PrefectException"/> that says what to do.</summary>
internal sealed partial class PrefectClient(PrefectHttp http) : IDisposable
{
    /// <summary>What the server gives at most at once.</summary>
    public const int PageSize = 200;

    public PrefectClient(PrefectConnection connection, TimeProvider time)
        : this(new PrefectHttp(connection, time))
    {
    }

    /// <summary>The API's address, for people.</summary>
    public Uri Api => http.Api;

    /// <summary>Whether the server says that it is well; open to everybody.</summary>
    public Task<bool> IsHealthyAsync(CancellationToken cancellationToken) =>
        http.GetAsync("health", "its health", PrefectJson.Default.Boolean, cancellationToken);

    /// <summary>The server's version: <c>3.6.5</c>.</summary>
    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        http.GetAsync("admin/version", "its version", PrefectJson.Default.String, cancellationToken);

    /// <summary>The deployment of a flow, or null when there is none.</summary>
    public async Task<Deployment?> FindDeploymentAsync(string flow, string deployment, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetAsync(
                $"deployments/name/{Uri.EscapeDataString(flow)}/{Uri.EscapeDataString(deployment)}",
                $"the deployment {flow}/{deployment}",
                PrefectJson.Default.Deployment,
                cancellationToken).ConfigureAwait(false);
        }
        catch (PrefectException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>All deployments with a tag, by name.</summary>
    public Task<IReadOnlyList<Deployment>> DeploymentsAsync(string tag, CancellationToken cancellationToken) =>
        PagesAsync(
            (limit, offset) => http.QueryAsync(
                "deployments/filter",
                new DeploymentQuery(new DeploymentFilter(new AllOf<string>([tag])), "NAME_ASC", limit, offset),
                PrefectJson.Default.DeploymentQuery,
                "the deployments",
                PrefectJson.Default.Deployments,
                cancellationToken),
            static deployment => deployment.Id,
            int.MaxValue);

    /// <summary>Makes the runs of the schedules' slots from one to another; those that exist stay as they are.</summary>
    /// <param name="deployment">The deployment's id.</param>
    /// <param name="from">The first slot.</param>
    /// <param name="to">The last slot.</param>
    /// <param name="runs">How many there are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task ScheduleAsync(Guid deployment, DateTimeOffset from, DateTimeOffset to, int runs, CancellationToken cancellationToken) =>
        http.ChangeAsync(
            $"deployments/{deployment}/schedule", new ScheduleRequest(from, to, runs, runs), PrefectJson.Default.ScheduleRequest, "runs of past slots", cancellationToken);

    /// <summary>Emits events.</summary>
    public Task EmitAsync(IReadOnlyList<PrefectEvent> events, CancellationToken cancellationToken) =>
        http.ChangeAsync("events", events, PrefectJson.Default.Events, "an event", cancellationToken);

    public void Dispose() => http.Dispose();

    /// <summary>
    /// All items, or the first of them. What is added meanwhile moves the pages, so that an item may come twice; it is kept once.
    /// </summary>
    private static async Task<IReadOnlyList<T>> PagesAsync<T>(Func<int, int, Task<IReadOnlyList<T>>> read, Func<T, Guid>? id, int most)
    {
        List<T> items = [];
        HashSet<Guid> known = [];
        for (int offset = 0; items.Count < most;)
        {
            int limit = Math.Min(PageSize, most - items.Count);
            IReadOnlyList<T> page = await read(limit, offset).ConfigureAwait(false);
            items.AddRange(page.Where(item => id is null || known.Add(id(item))));
            offset += page.Count;
            if (page.Count < limit)
            {
                break;
            }
        }

        return items;
    }
}
