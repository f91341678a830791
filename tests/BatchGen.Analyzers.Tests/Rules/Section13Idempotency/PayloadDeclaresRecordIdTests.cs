using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section13Idempotency;

public sealed class PayloadDeclaresRecordIdTests
{
    private static string With(string person, string payload = "{|BWS1301:Person|}") =>
        Job(Load.Replace("<Person>", $"<Person>").Replace("BatchRecord<Person>", payload))
            .Replace("public sealed record Person([property: RecordId] string Url, string Name);", person);

    [Fact]
    public Task Says_what_the_payload_lacks() => RuleCheck.Says(
        "BWS1301",
        "Payload 'Demo.Person' of [Load] method 'LoadAsync' has no record id: mark the one member that identifies a record with [RecordId]",
        With("public sealed record Person(string Url, string Name);", "{|#0:BatchRecord<Person>|}"));

    [Fact]
    public Task Accepts_the_marker_on_a_parameter_a_property_or_a_base_class() => RuleCheck.Reports(
        With("public sealed record Person([RecordId] string Url, string Name);", "Person"),
        With("public sealed class Person { [RecordId] public required string Url { get; init; } public string Name { get; init; } = \"\"; }", "IReadOnlyList<BatchRecord<Person>>")
            .Replace("namespace Demo;", "namespace Demo.Second;").Replace("people-ingest\"", "people-second\"").Replace("people.ingest.v1", "people.second.v1").Replace("new(source.Url, source.Name)", "null"),
        With("public sealed record Person(string Url, string Name) : Entity(Url);\n\npublic abstract record Entity([property: RecordId] string Id);", "Person")
            .Replace("namespace Demo;", "namespace Demo.Third;").Replace("people-ingest\"", "people-third\"").Replace("people.ingest.v1", "people.third.v1"));

    [Fact]
    public Task Reports_a_payload_of_two_stages_once() => RuleCheck.Reports(
        Job(Extract, Transform, Publish.Replace("(Person person", "({|BWS1301:Person|} person"), Load)
            .Replace("[property: RecordId] ", ""));

    [Fact]
    public Task Marks_the_likely_parameter() => RuleCheck.Fixes(
        "BWS1301",
        With("public sealed record Person(string Name, string Url);"),
        With("public sealed record Person(string Name, [property: RecordId] string Url);", "Person"));

    [Fact]
    public Task Marks_a_property_in_a_file_that_does_not_import_BatchGen() => FixesIn(
        """
        namespace Demo;

        public sealed class Person
        {
            public string Name { get; init; } = "";

            /// <summary>Who it is.</summary>
            public int PersonId { get; init; }
        }
        """,
        """
        namespace Demo;

        public sealed class Person
        {
            public string Name { get; init; } = "";

            /// <summary>Who it is.</summary>
            [BatchGen.RecordId]
            public int PersonId { get; init; }
        }
        """);

    [Fact]
    public Task Leaves_the_first_of_several_markers() => RuleCheck.FixesElsewhere(
        "BWS1301",
        With("public sealed record Person([property: RecordId] string Url, [property: RecordId] string {|BWS1301:Name|}, [RecordId] string Key);", "Person"),
        With("public sealed record Person([property: RecordId] string Url, string Name, string Key);", "Person"));

    [Fact]
    public Task Offers_nothing_without_an_honest_candidate() => RuleCheck.OffersNoFix(
        "BWS1301", With("public sealed record Person(string Name, double Id);"));

    private static Task FixesIn(string before, string after)
    {
        string job = With("");
        RuleTest test = new RuleTest("BWS1301").WithSources(job, before);
        test.FixedState.Sources.Add(("/0/Batch/Test0.cs", job.Replace("{|BWS1301:Person|}", "Person")));
        test.FixedState.Sources.Add(("/0/Batch/Test1.cs", after));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
