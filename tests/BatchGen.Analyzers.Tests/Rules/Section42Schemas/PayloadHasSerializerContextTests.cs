using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section42Schemas;

public sealed class PayloadHasSerializerContextTests
{
    private const string MarkedPublish =
        "[Publish(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]\n"
        + "    private partial Task PublishAsync({|BWS4205:Person|} person, CancellationToken ct);";

    private static string Marked => Job(Load.Replace("BatchRecord<Person>", "{|BWS4205:BatchRecord<Person>|}"));

    private static string Context(string attributes, string name = "PeopleJson") => $"""
        using System.Text.Json.Serialization;

        namespace Demo;

        {attributes}
        internal sealed partial class {name} : JsonSerializerContext;

        """;

    [Fact]
    public Task Says_what_to_add() => RuleCheck.Says(
        "BWS4205",
        "Payload 'Demo.Person' of [Load] method 'LoadAsync' of job 'people-ingest' is in no JsonSerializerContext, so that it is written and read by "
        + "reflection: add [JsonSerializable(typeof(Person))] to one",
        Job(Load.Replace("BatchRecord<Person>", "{|#0:BatchRecord<Person>|}")));

    [Fact]
    public Task Reports_a_payload_once_for_a_job() => RuleCheck.Reports(Job(Extract, Transform, MarkedPublish, Load));

    [Theory]
    [InlineData("[JsonSerializable(typeof(Source))]")]
    [InlineData("[JsonSerializable(typeof(System.Collections.Generic.List<Person>))]")]
    [InlineData("[JsonSerializable(typeof(Person), GenerationMode = JsonSourceGenerationMode.Serialization)]")]
    public Task Reports_a_payload_that_no_context_can_read_and_write(string attributes) => RuleCheck.Reports(Marked, Context(attributes));

    [Theory]
    [InlineData("[JsonSerializable(typeof(Person))]")]
    [InlineData("[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]\n[JsonSerializable(typeof(Source)), JsonSerializable(typeof(Demo.Person))]")]
    [InlineData("[JsonSerializable(typeof(Person), TypeInfoPropertyName = \"Somebody\")]")]
    public Task Accepts_a_payload_that_a_context_covers(string attributes) =>
        RuleCheck.ReportsAskingFor("BWS4205", Job(Extract, Transform, Publish, Load), Context(attributes));

    [Fact]
    public Task Accepts_a_nested_context() => RuleCheck.ReportsAskingFor(
        "BWS4205",
        Job(Load),
        """
        namespace Demo;

        internal static partial class Json
        {
            [System.Text.Json.Serialization.JsonSerializable(typeof(Source))]
            [System.Text.Json.Serialization.JsonSerializable(typeof(Person))]
            internal sealed partial class Context : System.Text.Json.Serialization.JsonSerializerContext;
        }
        """);

    [Fact]
    public Task Is_quiet_about_what_does_not_compile_or_cannot_be_serialized() => RuleCheck.ReportsAskingFor(
        "BWS4205",
        Job(Load.Replace("Person", "{|CS0246:Nobody|}")),
        Second(Job(Load), "Second").Replace("[property: RecordId] string Url, string Name", "[property: RecordId] string Url, object {|BWS4204:Name|}"));

    [Fact]
    public Task Writes_a_context_without_options_below_the_job() => RuleCheck.Fixes(
        "BWS4205",
        Marked,
        Job(Load) + "\n[System.Text.Json.Serialization.JsonSerializable(typeof(Person))]\n"
        + "internal sealed partial class PeopleIngestJson : System.Text.Json.Serialization.JsonSerializerContext;\n");

    [Fact]
    public Task Writes_it_in_the_namespace_of_a_nested_job_and_short_where_that_is_imported() => RuleCheck.Fixes(
        "BWS4205",
        Nested("{|BWS4205:Person|}", ""),
        Nested("Person", "\n    [JsonSerializable(typeof(Person))]\n    internal sealed partial class IngestJson2 : JsonSerializerContext;\n"));

    [Fact]
    public Task Adds_to_a_context_without_options() => AddsTo(
        Context("// What we store.\n[JsonSerializable(typeof(Source))] // The source."),
        Context("// What we store.\n[JsonSerializable(typeof(Source))] // The source.\n[JsonSerializable(typeof(Person))]"));

    [Fact]
    public Task Does_not_add_to_a_context_that_would_change_how_the_payload_is_written()
    {
        const string options = "[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]\n[JsonSerializable(typeof(Source))]";
        return RuleCheck.Fixes(
            "BWS4205",
            Marked,
            Job(Load) + "\n[System.Text.Json.Serialization.JsonSerializable(typeof(Person))]\n"
            + "internal sealed partial class PeopleIngestJson : System.Text.Json.Serialization.JsonSerializerContext;\n",
            Context(options));
    }

    private static Task AddsTo(string before, string after)
    {
        RuleTest test = new RuleTest("BWS4205").WithSources(Marked, before);
        test.FixedState.Sources.Add((test.PathOf(0), Job(Load)));
        test.FixedState.Sources.Add((test.PathOf(1), after));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Nested(string parameter, string context) => $$"""
        using System.Text.Json.Serialization;
        using BatchGen;

        namespace Demo
        {
            public static partial class Outer
            {
                [BatchJob("ingest", Concurrency = 1, Owner = "people", Idempotency = "Upsert by record_id.")]
                [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
                internal sealed partial class Ingest
                {
                    [Load("people.ingest.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
                    private void Load({{parameter}} person)
                    {
                    }
                }
            }

            public sealed record Person([property: RecordId] string Url);

            internal static class IngestJson;
        {{context}}}
        """;
}
