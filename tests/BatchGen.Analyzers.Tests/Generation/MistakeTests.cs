using BatchGen.Analyzers.Tests.Agreement;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Generation;

/// <summary>A mistake is one diagnostic of a rule: the compiler finds nothing wrong with what is generated for it.</summary>
public sealed class MistakeTests
{
    private static readonly string Job = Snapshot.Of("FourStages").Input;

    [Theory]
    [InlineData("\"swapi-people\"", "\"Swapi People\"")]
    [InlineData("\"swapi-people\"", "null!")]
    [InlineData("[Fallback(\"file:///var/lib/batch/fallback\", Notify = [\"slack:people-alerts\"])]", "")]
    [InlineData("[Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]", "")]
    [InlineData("[Extract(Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600)]", "[Extract]")]
    [InlineData("Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60", "BackoffSeconds = 30")]
    [InlineData("BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30", "BackoffSeconds = 1")]
    [InlineData("[property: RecordId] ", "")]
    [InlineData("[property: RecordId] string Url", "[property: RecordId] object Url")]
    [InlineData("string Url, string Name);\n\n// ", "string Url, [property: RecordId] string Name);\n\n// ")]
    [InlineData("FetchAsync(BatchContext batch,", "FetchAsync(BatchContext batch, BatchContext other,")]
    [InlineData("FetchAsync(BatchContext batch,", "FetchAsync(string url,")]
    [InlineData("private Person? Clean(SwapiPerson source)", "private Person? Clean<T>(SwapiPerson source)")]
    [InlineData("IAsyncEnumerable<SwapiPerson> FetchAsync", "IAsyncEnumerable<SwapiPerson?> FetchAsync")]
    [InlineData("partial Task PublishAsync(Person person,", "partial Task PublishAsync(Person? person,")]
    [InlineData("private Person? Clean(SwapiPerson source) => ", "private Person?[]? Clean(SwapiPerson source) => null; private Person? Other(SwapiPerson source) => ")]
    [InlineData("[Load(\"people.ingest.v1\"", "[Load(null!")]
    [InlineData("[Publish(\"people.ingest.v1\"", "[Publish(\"People\"")]
    [InlineData("partial Task PublishAsync(Person person,", "partial Task<int> PublishAsync(Person person,")]
    [InlineData("partial Task PublishAsync(Person person,", "partial Task PublishAsync(ref Person person,")]
    [InlineData("partial Task PublishAsync(Person person,", "partial Task PublishAsync(Person person, Person other,")]
    [InlineData("partial Task PublishAsync(Person person,", "partial ref Person PublishAsync(Person person,")]
    [InlineData("private Task LoadAsync(BatchRecord<Person> record, CancellationToken ct) => ", "private async void LoadAsync(BatchRecord<Person> record, CancellationToken ct) => await ")]
    [InlineData("private Task LoadAsync(BatchRecord<Person> record,", "private Task LoadAsync(List<BatchRecord<Person>> records, BatchRecord<Person> record,")]
    [InlineData("[Transform(", "[Extract(Attempts = 3)] [Transform(")]
    [InlineData("private Task LoadAsync(BatchRecord<Person> record,", "private Task LoadAsync(BatchRecord<Person> record, System.Data.Common.DbTransaction transaction,")]
    [InlineData("private Person? Clean(SwapiPerson source)", "private Person? Clean(SwapiPerson source, System.Data.Common.DbTransaction transaction)")]
    [InlineData("public sealed partial class SwapiPeople", "public partial class SwapiPeople<T>")]
    [InlineData("public sealed partial class SwapiPeople", "public abstract partial class SwapiPeople")]
    [InlineData("public sealed partial class SwapiPeople", "file sealed partial class SwapiPeople", "CS8795")]
    public async Task One_mistake_causes_no_compiler_error_and_is_reported_where_it_blocks(string text, string mistake, string? inherent = null)
    {
        string wrong = Job.Replace(text, mistake, StringComparison.Ordinal);
        Assert.NotEqual(Job, wrong);

        IEnumerable<string> errors = GeneratorRun.Diagnostics(GeneratorRun.Compile(wrong))
            .Where(error => inherent is null || !error.Contains(inherent, StringComparison.Ordinal));

        Assert.True(!errors.Any(), string.Join("\n", errors));
        (await Judged.OfAsync(GeneratorRun.Compile(wrong))).AssertAgreement(mistake);
    }

    [Fact]
    public void A_job_that_nobody_can_name_stops_the_registration()
    {
        const string source = """
            using BatchGen;

            public sealed partial class Outer
            {
                [BatchJob("hidden", Concurrency = 1, Owner = "o", Idempotency = "i")]
                [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:o"])]
                private sealed partial class Hidden
                {
                    [Load("a.b.v1", Attempts = 3, BackoffSeconds = 1, TimeoutSeconds = 1)]
                    private void Load(Item item)
                    {
                    }
                }
            }

            public sealed record Item([property: RecordId] string Id);
            """;
        Compilation compilation = GeneratorRun.Compile(source);

        SortedDictionary<string, string> files = GeneratorRun.Files(compilation);

        Assert.Empty(GeneratorRun.Diagnostics(compilation));
        Assert.Contains("throw new InvalidOperationException", files["BatchJobs.g.cs"], StringComparison.Ordinal);
    }
}
