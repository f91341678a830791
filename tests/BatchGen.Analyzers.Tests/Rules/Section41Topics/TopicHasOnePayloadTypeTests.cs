using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section41Topics;

public sealed class TopicHasOnePayloadTypeTests
{
    private const string Contract = "\n\nnamespace Reports\n{\n    public sealed record Person([property: BatchGen.RecordId] string Url, string Name);\n}";

    /// <summary>A consumer job beside the one of <see cref="JobSources"/>.</summary>
    private static string Reader(string parameter, string topic = "people.ingest.v1", string name = "people-report", string type = "PeopleReport") =>
        $$"""
        namespace Demo
        {
            using System.Threading.Tasks;
            using BatchGen;

            [BatchJob("{{name}}", Concurrency = 1, Owner = "people", Idempotency = "Upsert by record_id.")]
            [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
            public sealed partial class {{type}}
            {
                [Load("{{topic}}", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
                private Task LoadAsync({{parameter}} record) => Task.CompletedTask;
            }
        }
        """;

    [Fact]
    public Task Says_which_two_types_meet() => RuleCheck.Says(
        "BWS4103",
        "[Load] method 'LoadAsync' of job 'people-report' takes 'Reports.Person' on topic 'people.ingest.v1', where [Publish] method "
        + "'PublishAsync' of job 'people-ingest' has 'Demo.Person': write the same type in both, or use another topic",
        Reader("{|#0:BatchRecord<Reports.Person>|}") + Contract,
        Job(Extract, Transform, Publish));

    [Fact]
    public Task Reports_a_consumer_with_a_contract_of_its_own_wherever_it_comes_in_the_order() => RuleCheck.Reports(
        Job(Extract, Transform, Publish, Load),
        Reader("{|BWS4103:Reports.Person|}", type: "Aardvark") + Contract,
        Reader("{|BWS4103:System.Collections.Generic.IReadOnlyList<BatchRecord<Reports.Person>>|}", name: "zebra", type: "Zebra"));

    [Fact]
    public Task Reports_publish_and_load_of_one_job() => RuleCheck.Reports(
        Job(Extract, Transform, Publish, Load.Replace("BatchRecord<Person>", "{|BWS4103:BatchRecord<Reports.Person>|}")),
        Contract);

    [Fact]
    public Task Reports_two_consumers_of_a_topic_that_others_publish() => RuleCheck.Reports(
        Job(Load),
        Reader("{|BWS4103:Reports.Person|}") + Contract);

    [Fact]
    public Task Accepts_one_type_in_all_stages_and_jobs() => RuleCheck.Reports(
        Job(Extract, Transform, Publish, Load),
        Reader("Person"),
        Reader("System.Collections.Generic.IReadOnlyList<BatchRecord<global::Demo.Person>>", name: "zebra", type: "Zebra"));

    [Fact]
    public Task Accepts_another_topic_and_another_version() => RuleCheck.Reports(
        Job(Load),
        Reader("Reports.Person", "people.ingest.v2") + Contract,
        Reader("Reports.Person", "reports.ingest.v1", "zebra", "Zebra"));

    [Fact]
    public Task Leaves_dead_letters_and_what_does_not_compile_alone() => RuleCheck.Reports(
        Job(Load),
        Reader("Reports.Person", "{|BWS4101:people.ingest.v1.dlq|}").Replace("\"{|BWS4101:people.ingest.v1.dlq|}\"", "{|BWS4101:\"people.ingest.v1.dlq\"|}") + Contract,
        Reader("{|CS0246:Nobody|}", name: "zebra", type: "Zebra"));
}
