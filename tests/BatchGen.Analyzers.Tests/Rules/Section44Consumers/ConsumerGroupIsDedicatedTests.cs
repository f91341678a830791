using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

public sealed class ConsumerGroupIsDedicatedTests
{
    private const string Groups = "namespace Demo;\n\npublic static class Groups\n{\n    public const string Shared = \"people\";\n}";

    private static string First(string group) => Job(Grouped(group));

    private static string Other(string group, string space = "Zoo") => Second(Job(Grouped(group)), space);

    private static string Grouped(string group) => Load.Replace("\"people.ingest.v1\"", $"\"people.ingest.v1\"{(group.Length == 0 ? "" : ", Group = " + group)}");

    [Fact]
    public Task Says_whose_group_it_is() => RuleCheck.Says(
        "BWS4401",
        "[Load] method 'LoadAsync' of job 'people-zoo' consumes in group 'people', which is that of job 'people-ingest': "
        + "write a group of its own, or leave Group out, which means 'people-zoo.load'",
        First("\"people\""),
        Other("{|#0:\"people\"|}"));

    [Fact]
    public Task Reports_every_job_but_the_first_through_constants_too() => RuleCheck.Reports(
        First("Groups.Shared"),
        Other("{|BWS4401:Groups.Shared|}"),
        Other("{|BWS4401:\"peo\" + \"ple\"|}", "Zulu"),
        Groups);

    [Fact]
    public Task Reports_a_group_that_is_another_job_s_default() => RuleCheck.Reports(
        First("{|BWS4401:\"people-zoo.load\"|}"),
        Other(""));

    [Fact]
    public Task Reports_each_load_of_a_job_and_the_group_of_a_base_class() => RuleCheck.Reports(
        First("\"people\""),
        Second(
            Job(
                Grouped("{|BWS4401:\"people\"|}"),
                Grouped("{|BWS4401:\"people\"|}").Replace("LoadAsync", "LoadMoreAsync").Replace("people.ingest.v1", "people.more.v1")),
            "Zoo"));

    [Fact]
    public Task Accepts_a_group_for_each_job() => RuleCheck.Reports(
        First("\"people-ingest.load\""),
        Other("\"People-Ingest.load\""),
        Other("", "Zulu"));

    [Fact]
    public Task Accepts_one_group_for_the_loads_of_one_job() => RuleCheck.Reports(
        Job(
            Grouped("\"people\""),
            Grouped("\"people\"").Replace("LoadAsync", "LoadMoreAsync").Replace("people.ingest.v1", "people.more.v1")),
        Other(""));

    [Fact]
    public Task Accepts_the_defaults_of_one_job_with_several_loads() => RuleCheck.Reports(
        Job(Load, Load.Replace("LoadAsync", "LoadMoreAsync").Replace("people.ingest.v1", "people.more.v1")),
        Other("\"people-ingest.load\""));

    [Fact]
    public Task Leaves_what_is_not_stated_or_does_not_compile_alone() => RuleCheck.Reports(
        First("null"),
        Other("{|CS0103:Nowhere|}"),
        Other("\"\"", "Zulu"),
        Other("\"\"", "Fourth"));
}
