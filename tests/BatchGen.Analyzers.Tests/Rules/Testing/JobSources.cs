namespace BatchGen.Analyzers.Tests.Rules.Testing;

/// <summary>Jobs as users write them, for tests that change one piece.</summary>
internal static class JobSources
{
    public const string Usings = """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using BatchGen;

        namespace Demo;

        """;

    public const string Extract =
        "[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]\n"
        + "    private IAsyncEnumerable<Source> FetchAsync(CancellationToken ct) => throw null!;";

    public const string Transform =
        "[Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]\n"
        + "    private Person? Clean(Source source) => source.Name == \"\" ? null : new(source.Url, source.Name);";

    public const string Publish =
        "[Publish(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]\n"
        + "    private partial Task PublishAsync(Person person, CancellationToken ct);";

    public const string Load =
        "[Load(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]\n"
        + "    private Task LoadAsync(BatchRecord<Person> record, CancellationToken ct) => Task.CompletedTask;";

    public const string Records = """

        public sealed record Source(string Url, string Name);

        public sealed record Person([property: RecordId] string Url, string Name);
        """;

    /// <summary>The attributes of a job that nothing is wrong with.</summary>
    public const string Header = """
        [BatchJob("people-ingest", Cron = "0 2 * * *", Concurrency = 1, Owner = "people", Idempotency = "Upsert by record_id.")]
        [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
        """;

    /// <summary>A job with these members.</summary>
    public static string Job(params IEnumerable<string> members) =>
        $"{Usings}{Header}\npublic sealed partial class PeopleIngest\n{{\n    {string.Join("\n\n    ", members)}\n}}\n{Records}\n";

    /// <summary>The same source in a namespace and with a name and topic of its own, so that it can stand beside another.</summary>
    public static string Second(string source, string space) => source
        .Replace("namespace Demo;", $"namespace Demo.{space};")
        .Replace("\"people-ingest\"", $"\"people-{space.ToLowerInvariant()}\"")
        .Replace("\"people.ingest.v1\"", $"\"people.{space.ToLowerInvariant()}.v1\"");
}
