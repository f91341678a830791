using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section33Fallbacks;

public sealed class FallbackNotifiesTests
{
    private const string Store = "Fallback(\"file:///var/lib/batch/fallback\"";

    private const string Channels = "namespace Demo;\n\npublic static class Channels\n{\n    public const string People = \"slack:people\";\n\n"
        + "    public const string Old = \"teams:people\";\n}";

    private static string With(string notify) => Job(Load).Replace(", Notify = [\"slack:people-alerts\"]", notify);

    private static string Notifying(string channels) => With($", Notify = [{channels}]");

    [Fact]
    public Task Says_that_nobody_is_told() => RuleCheck.Says(
        "BWS3303",
        "[Fallback] of job 'people-ingest' notifies nobody: write Notify = [\"slack:people-ingest-alerts\"]",
        With("").Replace(Store + ")", $"{{|#0:{Store})|}}"));

    [Fact]
    public Task Says_which_channel_is_wrong() => RuleCheck.Says(
        "BWS3303",
        "Channel 'teams:people' of job 'people-ingest' has the unknown scheme 'teams:': write slack:NAME, pagerduty:NAME, webhook:NAME or mailto:ADDRESS",
        Notifying("\"slack:people\", {|#0:\"teams:people\"|}"));

    [Theory]
    [InlineData(", Notify = {|BWS3303:[]|}")]
    [InlineData(", Notify = {|BWS3303:new string[0]|}")]
    [InlineData(", Notify = {|BWS3303:new string[] { }|}")]
    [InlineData(", Notify = {|BWS3303:null!|}")]
    [InlineData(", Notify = {|BWS3303:[null!]|}")]
    public Task Reports_a_fallback_that_notifies_nobody(string notify) => RuleCheck.Reports(With(notify));

    [Theory]
    [InlineData("{|BWS3303:\"\"|}")]
    [InlineData("{|BWS3303:\"people-alerts\"|}")]
    [InlineData("\"slack:people\", {|BWS3303:\"sms:+4912345\"|}, \"pagerduty:people\", {|BWS3303:\"mailto:people\"|}")]
    [InlineData("null!, {|BWS3303:\"slack:\"|}, \"slack:people\"")]
    [InlineData("{|BWS3303:\"webhook:https://example.org/hook\"|}")]
    [InlineData("{|BWS3303:\"slack:people alerts\"|}")]
    [InlineData("Channels.People, {|BWS3303:Channels.Old|}")]
    public Task Reports_each_channel_that_is_none(string channels) => RuleCheck.Reports(Notifying(channels), Channels);

    [Theory]
    [InlineData(", Notify = new[] { \"slack:people\", {|BWS3303:\"x\"|} }")]
    [InlineData(", Notify = new string[] { {|BWS3303:\"x\"|}, \"slack:people\" }")]
    public Task Finds_the_channel_in_any_array(string notify) => RuleCheck.Reports(With(notify));

    [Theory]
    [InlineData("\"slack:people-alerts\"")]
    [InlineData("\"slack:#people\", \"pagerduty:people\", \"webhook:ops.people_2\"")]
    [InlineData("\"mailto:people@example.org\", \"mailto:people+batch@example.org\"")]
    [InlineData("Channels.People, \"slack:\" + nameof(PeopleIngest)")]
    public Task Accepts_a_name_for_each_scheme_and_an_address(string channels) => RuleCheck.Reports(Notifying(channels), Channels);

    [Fact]
    public Task Leaves_what_does_not_compile_to_the_compiler() => RuleCheck.Reports(Notifying("{|CS0103:Nowhere|}"));

    [Theory]
    [InlineData("", ", Notify = [\"slack:people-ingest-alerts\"]")]
    [InlineData(", Notify = {|BWS3303:[]|} /* nobody */", ", Notify = [\"slack:people-ingest-alerts\"] /* nobody */")]
    [InlineData(", Notify = {|BWS3303:null!|}, Compensate = \"repair\"", ", Notify = [\"slack:people-ingest-alerts\"], Compensate = \"repair\"")]
    public Task Writes_a_channel_named_after_the_job(string before, string after) => RuleCheck.Fixes(
        "BWS3303",
        before.Length == 0 ? With("").Replace(Store + ")", $"{{|BWS3303:{Store})|}}") : With(before),
        With(after));

    [Theory]
    [InlineData("email:people@example.org", "mailto:people@example.org")]
    [InlineData("people@example.org", "mailto:people@example.org")]
    [InlineData("#people", "slack:people")]
    [InlineData("Slack:people", "slack:people")]
    [InlineData("slack://people", "slack:people")]
    [InlineData("slack: people", "slack:people")]
    [InlineData("pager-duty:people", "pagerduty:people")]
    public Task Writes_the_channel_that_was_meant(string before, string after) => RuleCheck.Fixes(
        "BWS3303",
        Notifying($"\"slack:ops\", /* us */ {{|BWS3303:\"{before}\"|}}"),
        Notifying($"\"slack:ops\", /* us */ \"{after}\""));

    [Theory]
    [InlineData("{|BWS3303:\"people-alerts\"|}")]
    [InlineData("{|BWS3303:\"mailto:people\"|}")]
    [InlineData("{|BWS3303:Channels.Old|}")]
    public Task Offers_no_fix_where_none_is_obvious(string channels) => RuleCheck.OffersNoFix("BWS3303", Notifying(channels), Channels);
}
