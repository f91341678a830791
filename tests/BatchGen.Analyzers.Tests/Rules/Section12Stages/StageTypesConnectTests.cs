using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section12Stages;

public sealed class StageTypesConnectTests
{
    private const string Alone = "[Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]\n    ";

    [Fact]
    public Task Says_what_is_given_and_what_is_taken() => RuleCheck.Says(
        "BWS1202",
        "[Transform] method 'Clean' of job 'people-ingest' takes 'Demo.Person', but [Extract] method 'FetchAsync' before it gives "
        + "'Demo.Source': write the same type in both",
        Job(Extract, Alone + "private Person? Clean({|#0:Person|} person) => person;", Publish));

    [Fact]
    public Task Reports_a_publish_of_another_type() => RuleCheck.Reports(
        Job(Extract, Alone + "private Source? Clean(Source source) => source;", Publish.Replace("(Person person", "({|BWS1202:Person|} person")));

    [Fact]
    public Task Reports_types_that_convert_into_each_other() => RuleCheck.Reports(
        Job(Extract.Replace("<Source>", "<Detailed>"), Transform.Replace("(Source source", "({|BWS1202:Source|} source"), Publish)
            .Replace("sealed record Source", "record Source") + "\npublic sealed record Detailed(string Url, string Name, string More) : Source(Url, Name);\n");

    [Theory]
    [InlineData("private Person Clean(Source source) => throw null!;")]
    [InlineData("private IEnumerable<Person> Clean(Source source) => throw null!;")]
    [InlineData("private ValueTask<Person?> Clean(BatchContext batch, Source source) => throw null!;")]
    [InlineData("private IAsyncEnumerable<Person> Clean(Source? source) => throw null!;")]
    public Task Accepts_every_form_of_the_same_type(string method) => RuleCheck.Reports(Job(Extract, Alone + method, Publish));

    [Fact]
    public Task Accepts_a_sequence_that_is_itself_the_record() => RuleCheck.Reports(
        Job(
            Extract.Replace("IAsyncEnumerable<Source>", "Task<IReadOnlyList<IReadOnlyList<Source>>>"),
            Alone + "private Person Clean(IReadOnlyList<Source> page) => throw null!;",
            Publish));

    [Fact]
    public Task Leaves_unknown_types_to_the_compiler() => RuleCheck.Reports(
        Job(Extract, Alone + "private {|CS0246:Missing|} Clean(Source source) => throw null!;", Publish));
}
