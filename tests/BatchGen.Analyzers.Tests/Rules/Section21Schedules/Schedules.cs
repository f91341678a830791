using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section21Schedules;

/// <summary>Jobs that differ in their schedules only.</summary>
internal static class Schedules
{
    /// <summary>A job with these arguments in place of its schedule.</summary>
    public static string Scheduled(string arguments) => Job(Extract, Transform, Publish).Replace("Cron = \"0 2 * * *\"", arguments);

    /// <summary>A job beside others, with these arguments in place of its schedule.</summary>
    public static string Scheduled(string space, string arguments) =>
        Second(Scheduled(arguments), space).Replace("people.ingest.v1", $"people.{space.ToLowerInvariant()}.v1");
}
