using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section10Jobs;

public sealed class JobNameIsKebabCaseTests
{
    private static string Named(string name) => Job(Load).Replace("\"people-ingest\"", name);

    [Fact]
    public Task Says_the_name_and_what_to_write() => RuleCheck.Says(
        "BWS1003",
        "Job 'PeopleIngest' has the name 'People Ingest', which is not lower-case words of letters and digits joined by hyphens: "
        + "write 'people-ingest'",
        Named("{|#0:\"People Ingest\"|}"));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"-people\"")]
    [InlineData("\"people--ingest\"")]
    [InlineData("\"people.ingest\"")]
    [InlineData("null!")]
    [InlineData("nameof(PeopleIngest)")]
    [InlineData("\"a-name-that-is-longer-than-the-sixty-three-characters-of-one-label\"")]
    public Task Reports_a_name_that_is_not_kebab_case(string name) => RuleCheck.Reports(Named($"{{|BWS1003:{name}|}}"));

    [Theory]
    [InlineData("\"people\"")]
    [InlineData("\"people-ingest-2\"")]
    [InlineData("\"3d-models\"")]
    [InlineData("Names.Job")]
    [InlineData("name: \"people-ingest\"")]
    [InlineData("\"a-name-that-is-exactly-as-long-as-the-sixty-three-characters-be\"")]
    public Task Accepts_kebab_case(string name) => RuleCheck.Reports(
        Named(name), "namespace Demo;\n\npublic static class Names { public const string Job = \"people-ingest\"; }");

    [Fact]
    public Task Leaves_a_missing_name_to_the_compiler() => RuleCheck.Reports(
        Job(Load).Replace("BatchJob(\"people-ingest\", ", "{|CS7036:BatchJob(").Replace("by record_id.\")]", "by record_id.\")|}]"));

    [Theory]
    [InlineData("{|BWS1003:\"People Ingest\"|}", "\"people-ingest\"")]
    [InlineData("/* name */ {|BWS1003:\"HTTPIngest_v2\"|}", "/* name */ \"http-ingest-v2\"")]
    [InlineData("{|BWS1003:\"\"|}", "\"people-ingest\"")]
    [InlineData("{|BWS1003:null!|}", "\"people-ingest\"")]
    public Task Writes_the_name_in_kebab_case(string before, string after) => RuleCheck.Fixes("BWS1003", Named(before), Named(after));

    [Theory]
    [InlineData("nameof(PeopleIngest)")]
    [InlineData("\"пользователи\"")]
    public Task Offers_nothing_for_a_constant_of_another_place_or_an_alphabet_that_it_cannot_write(string name) =>
        RuleCheck.OffersNoFix("BWS1003", Named($"{{|BWS1003:{name}|}}"));
}
