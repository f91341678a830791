using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.CompanionFiles;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section42Schemas;

public sealed class SchemaIsCurrentTests
{
    private static readonly string Source = Job(Extract, Transform, Publish);

    [Fact]
    public Task Says_what_is_different() => RuleCheck.SaysWithFiles(
        "BWS4202",
        "The schema of topic 'people.ingest.v1' is not current: 'payload.Age' is new. The change is compatible: write it into the file.",
        With(SchemaPath, Schema.Replace("\"payload\":", "{|#0:\"payload\"|}:")),
        Source.Replace("record Person([property: RecordId] string Url, string Name)", "record Person([property: RecordId] string Url, string Name, int? Age = null)"));

    [Theory]
    [InlineData("{ \"type\": \"object\" {|BWS4202:x|}")]
    [InlineData("{|BWS4202:7|}")]
    [InlineData("{ {|BWS4202:\"properties\"|}: { \"batch_id\": {} } }")]
    public Task Reports_what_is_no_schema_of_the_envelope(string schema) => RuleCheck.ReportsWithFiles(With(SchemaPath, schema), Source);

    [Theory]
    [InlineData("\"Name\": { \"type\": \"string\" }", "\"Name\": { \"type\": \"string\", \"description\": \"As written.\", \"maxLength\": 80 }")]
    [InlineData("\"Name\": { \"type\": \"string\" }", "\"Name\": { \"allOf\": [ { \"type\": \"string\" } ] }")]
    [InlineData("Person", "Individual")]
    [InlineData("{ \"$ref\": \"#/$defs/Person\" }", "{ \"type\": \"object\" }")]
    public Task Accepts_what_is_the_authors_own(string from, string to) =>
        RuleCheck.ReportsWithFiles(With(SchemaPath, Schema.Replace(from, to)), Source);
}
