using System.Text.Json.Nodes;

namespace BatchGen.Cli.Prefect.Models;

/// <summary>A deployment as the server has it; only what this tool needs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name: <c>swapi-people-prod</c>.</param>
/// <param name="Paused">Whether its schedules stand.</param>
/// <param name="Schedules">Its schedules.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Status"><c>READY</c> while a worker asks for its runs, else <c>NOT_READY</c>.</param>
/// <param name="WorkPoolName">Where its runs go.</param>
/// <param name="WorkQueueName">The queue of the pool.</param>
/// <param name="Parameters">What its runs are given unless they say otherwise.</param>
/// <param name="Created">When it was registered first.</param>
internal sealed record Deployment(
    Guid Id,
    string Name,
    bool Paused,
    IReadOnlyList<DeploymentSchedule>? Schedules,
    IReadOnlyList<string>? Tags,
    string? Status,
    string? WorkPoolName,
    string? WorkQueueName,
    JsonObject? Parameters,
    DateTimeOffset? Created);

/// <summary>One of a deployment's schedules.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Schedule">When it fires.</param>
/// <param name="Active">Whether it does.</param>
/// <param name="Slug">Its stable name.</param>
/// <param name="Created">When it was registered first; a redeployment with the same slug keeps it.</param>
internal sealed record DeploymentSchedule(Guid Id, ScheduleRule Schedule, bool Active, string? Slug, DateTimeOffset? Created);

/// <summary>When a schedule fires: one of a cron expression, an interval or a recurrence rule.</summary>
/// <param name="Cron">The expression.</param>
/// <param name="Timezone">The IANA name of the zone that it counts in; null means UTC.</param>
/// <param name="Interval">Seconds.</param>
/// <param name="Rrule">The rule.</param>
internal sealed record ScheduleRule(string? Cron, string? Timezone, double? Interval, string? Rrule)
{
    /// <summary>For people.</summary>
    public string Text => Cron is not null ? $"{Cron} {Timezone ?? "UTC"}"
        : Interval is { } seconds ? FormattableString.Invariant($"every {seconds} s")
        : Rrule ?? "of an unknown kind";
}
