using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section41Topics;

public sealed class DeadLetterTopicEndsInDlqTests
{
    private const string Topics = "namespace Demo;\n\npublic static class Topics\n{\n    public const string Ingest = \"people.ingest.v1\";\n\n"
        + "    public const string Failed = \"people.failed.v1\";\n}";

    private static string With(string arguments) => Job(Load.Replace("\"people.ingest.v1\"", arguments));

    [Fact]
    public Task Says_what_to_write() => RuleCheck.Says(
        "BWS4102",
        "[Load] method 'LoadAsync' of job 'people-ingest' dead-letters to 'people.failed.v1': write 'people.ingest.v1.dlq', "
        + "or leave DeadLetterTopic out, which means the same",
        With("\"people.ingest.v1\", DeadLetterTopic = {|#0:\"people.failed.v1\"|}"));

    [Theory]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4102:\"people.ingest.v2.dlq\"|}")]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4102:\"people.ingest.v1.DLQ\"|}")]
    [InlineData("Topics.Ingest, DeadLetterTopic = {|BWS4102:Topics.Failed|}")]
    public Task Reports_any_other_topic(string arguments) => RuleCheck.Reports(With(arguments), Topics);

    [Theory]
    [InlineData("\"people.ingest.v1\"")]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = \"people.ingest.v1.dlq\"")]
    [InlineData("Topics.Ingest, DeadLetterTopic = Topics.Ingest + \".dlq\"")]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4407:null|}")]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4407:\"\"|}")]
    public Task Accepts_the_topic_and_dlq_and_leaves_none_to_BWS4407(string arguments) => RuleCheck.Reports(With(arguments), Topics);

    [Theory]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4102:\"people.failed.v1\"|} /* dead */", "\"people.ingest.v1\", DeadLetterTopic = \"people.ingest.v1.dlq\" /* dead */")]
    [InlineData("Topics.Ingest, DeadLetterTopic = {|BWS4102:Topics.Failed|}", "Topics.Ingest, DeadLetterTopic = Topics.Ingest + \".dlq\"")]
    public Task Writes_the_topic_and_dlq(string before, string after) => RuleCheck.Fixes("BWS4102", With(before), With(after), Topics);

    [Fact]
    public Task Follows_when_the_topic_is_renamed() => RuleCheck.Fixes(
        "BWS4101",
        With("{|BWS4101:\"People-Ingest\"|}, DeadLetterTopic = \"People-Ingest.dlq\""),
        With("\"people.ingest.v1\", DeadLetterTopic = \"people.ingest.v1.dlq\""));
}
