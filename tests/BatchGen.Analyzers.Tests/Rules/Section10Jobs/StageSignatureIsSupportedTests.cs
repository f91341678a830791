using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section10Jobs;

public sealed class StageSignatureIsSupportedTests
{
    private const string Numbers = "Attempts = 5, BackoffSeconds = 60, TimeoutSeconds = 60";

    [Fact]
    public Task Says_what_was_found_and_what_is_allowed() => RuleCheck.Says(
        "BWS1007",
        "[Load] method 'LoadAsync' returns Task<bool>: a load returns Task, ValueTask or void. "
        + "Write a method that takes BatchRecord<U>, U or IReadOnlyList<BatchRecord<U>>, and BatchContext, CancellationToken or, "
        + "with Deduplicate = true, DbTransaction if need be, and returns Task, ValueTask or void.",
        Job($"[Load(\"people.ingest.v1\", {Numbers})]\n    private {{|#0:Task<bool>|}} LoadAsync(Person person) => Task.FromResult(true);"));

    [Fact]
    public Task Reports_an_extract_that_returns_one_record_and_a_transform_without_input() => RuleCheck.Reports(Job(
        $"[Extract({Numbers})]\n    private {{|BWS1007:Task<Source>|}} FetchAsync(CancellationToken ct) => throw null!;",
        $"[Transform({Numbers})]\n    private Person {{|BWS1007:Clean|}}() => throw null!;",
        Publish));

    [Fact]
    public Task Accepts_every_documented_shape() => RuleCheck.Reports(
        Job(
            $"[Extract({Numbers})]\n    private ValueTask<IReadOnlyList<Source>> FetchAsync(BatchContext batch, CancellationToken ct) => throw null!;",
            $"[Transform({Numbers})]\n    private async IAsyncEnumerable<Person> Clean(CancellationToken ct, Source source)\n    {{\n        await Task.Yield();\n        yield return new(source.Url, source.Name);\n    }}",
            Publish,
            $"[Load(\"people.ingest.v1\", {Numbers})]\n    private void LoadMany(IReadOnlyList<BatchRecord<Person>> records) {{ }}"),
        Job(Extract, Transform, Publish, Load).Replace("namespace Demo;", "namespace Demo.Second;").Replace("people-ingest", "people-again").Replace("people.ingest.v1", "people.again.v1"));

    [Fact]
    public Task Leaves_unknown_types_to_the_compiler() => RuleCheck.Reports(Job(
        $"[Load(\"people.ingest.v1\", {Numbers})]\n    private Task LoadAsync(BatchRecord<{{|CS0246:Missing|}}> record) => Task.CompletedTask;"));

    [Fact]
    public Task Accepts_the_transaction_that_marks_a_record_as_done() => RuleCheck.Reports(
        Job(
            $"[Load(\"people.ingest.v1\", {Numbers}, Deduplicate = true)]\n    private void LoadAsync(System.Data.Common.DbTransaction transaction, Person person) {{ }}"),
        Job(
            $"[Load(\"people.again.v1\", {Numbers}, Deduplicate = true)]\n    private void LoadAsync(IReadOnlyList<BatchRecord<Person>> records, OwnTransaction transaction) {{ }}")
            .Replace("namespace Demo;", "namespace Demo.Second;").Replace("people-ingest", "people-again")
            + "\npublic abstract class OwnTransaction : System.Data.Common.DbTransaction;\n");

    [Fact]
    public Task Reports_a_transaction_that_marks_nothing() => RuleCheck.Says(
        "BWS1007",
        "[Load] method 'LoadAsync' takes 'transaction', the transaction that marks its record as done, without marking any: set Deduplicate = true. "
        + "Write a method that takes BatchRecord<U>, U or IReadOnlyList<BatchRecord<U>>, and BatchContext, CancellationToken or, "
        + "with Deduplicate = true, DbTransaction if need be, and returns Task, ValueTask or void.",
        Job($"[Load(\"people.ingest.v1\", {Numbers})]\n    private void LoadAsync(Person person, {{|#0:System.Data.Common.DbTransaction transaction|}}) {{ }}"));

    [Fact]
    public Task Reports_two_transactions_and_those_of_other_stages() => RuleCheck.Reports(
        Job(
            $"[Extract({Numbers})]\n    private IEnumerable<Source> Fetch({{|BWS1007:System.Data.Common.DbTransaction transaction|}}) => throw null!;",
            Transform,
            Publish),
        Job(
            $"[Load(\"people.again.v1\", {Numbers}, Deduplicate = true)]\n    private void LoadAsync(Person person, System.Data.Common.DbTransaction one, "
            + "{|BWS1007:System.Data.Common.DbTransaction two|}) { }")
            .Replace("namespace Demo;", "namespace Demo.Second;").Replace("people-ingest", "people-again"));
}
