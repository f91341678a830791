using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.CompanionFiles;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section42Schemas;

public sealed class SchemaChangeIsCompatibleTests
{
    private static readonly string Source = Job(Extract, Transform, Publish);

    [Fact]
    public Task Says_what_breaks_and_which_version_comes_next() => RuleCheck.SaysWithFiles(
        "BWS4203",
        "'payload.Name' of topic 'people.ingest.v1' was a whole number and is a text now: this breaks consumers of the committed schema and reading "
            + "what is on the topic already. Publish to 'people.ingest.v2', or take the change back.",
        With(SchemaPath, Schema.Replace("\"Name\": { \"type\": \"string\" }", "{|#0:\"Name\"|}: { \"type\": \"integer\" }")),
        Source);

    [Theory]
    [InlineData("\"Name\": { \"type\": \"string\" }", "\"Name\": { \"type\": \"string\" }, {|BWS4203:\"Gone\"|}: { \"type\": \"string\" }")]
    [InlineData("\"Name\": { \"type\": \"string\" }", "{|BWS4203:\"Name\"|}: { \"type\": [\"string\", \"null\"] }")]
    [InlineData("\"Name\": { \"type\": \"string\" }", "{|BWS4203:\"Name\"|}: { \"type\": \"string\", \"format\": \"uuid\" }")]
    [InlineData("\"payload\": {", "{|BWS4203:\"payload\"|}: {", "\"Name\": { \"type\": \"string\" }", "\"$comment\": true")]
    public Task Reports_what_breaks_readers(string from, string to, string alsoFrom = "-", string alsoTo = "-") =>
        RuleCheck.ReportsWithFiles(With(SchemaPath, Schema.Replace(from, to).Replace(alsoFrom, alsoTo).Replace(",\n        \"$comment\": true", "")), Source);

    [Fact]
    public Task Accepts_a_new_version_and_a_compatible_change() => Task.WhenAll(
        RuleCheck.ReportsWithFiles(
            [.. All, ("schemas/people.ingest.v2.schema.json", Schema.Replace("ingest.v1", "ingest.v2"))],
            Source.Replace("ingest.v1", "ingest.v2")),
        RuleCheck.ReportsWithFiles([.. All], Source));
}
