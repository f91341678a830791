using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

public sealed class LoadDeclaresDeadLetterTests
{
    private const string Topics = "namespace Demo;\n\npublic static class Topics\n{\n    public const string Ingest = \"people.ingest.v1\";\n\n"
        + "    public const string None = \"\";\n}";

    private static string With(string arguments) => Job(Load.Replace("\"people.ingest.v1\"", arguments));

    [Fact]
    public Task Says_that_it_cannot_be_switched_off() => RuleCheck.Says(
        "BWS4407",
        "[Load] method 'LoadAsync' of job 'people-ingest' states DeadLetterTopic = null, but dead-lettering cannot be switched off: "
        + "write 'people.ingest.v1.dlq', or leave it out, which means the same",
        With("\"people.ingest.v1\", DeadLetterTopic = {|#0:null|}"));

    [Theory]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4407:\"\"|}")]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4407:\" \"|}")]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4407:default|}")]
    [InlineData("Topics.Ingest, DeadLetterTopic = {|BWS4407:Topics.None|}")]
    public Task Reports_a_dead_letter_topic_that_is_none(string arguments) => RuleCheck.Reports(With(arguments), Topics);

    [Theory]
    [InlineData("\"people.ingest.v1\"")]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = \"people.ingest.v1.dlq\"")]
    [InlineData("Topics.Ingest, DeadLetterTopic = Topics.Ingest + \".dlq\"")]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4102:\"people.failed.v1\"|}")]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|CS0103:Nowhere|}")]
    [InlineData("{|BWS4101:\"\"|}, DeadLetterTopic = \"\"")]
    public Task Accepts_the_default_and_leaves_another_topic_to_BWS4102(string arguments) => RuleCheck.Reports(With(arguments), Topics);

    [Fact]
    public Task Leaves_a_fallback_that_notifies_nobody_to_BWS3303() => RuleCheck.Reports(
        Job(Load).Replace("[\"slack:people-alerts\"]", "{|BWS3303:[]|}"));

    [Theory]
    [InlineData("\"people.ingest.v1\", DeadLetterTopic = {|BWS4407:null|} /* none */", "\"people.ingest.v1\", DeadLetterTopic = \"people.ingest.v1.dlq\" /* none */")]
    [InlineData("Topics.Ingest, DeadLetterTopic = {|BWS4407:\"\"|}", "Topics.Ingest, DeadLetterTopic = Topics.Ingest + \".dlq\"")]
    public Task Writes_the_topic_and_dlq(string before, string after) => RuleCheck.Fixes("BWS4407", With(before), With(after), Topics);
}
