using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section10Jobs;

public sealed class JobNameIsUniqueTests
{
    // With topics and groups of their own, so that they share nothing but the name.
    private static string Named(string name, string space) => Job(Load)
        .Replace("namespace Demo;", $"namespace Demo.{space};")
        .Replace("\"people-ingest\"", name)
        .Replace("[Load(\"people.ingest.v1\"", $"[Load(\"people.{space.ToLowerInvariant()}.v1\", Group = \"{space}\"");

    [Fact]
    public Task Says_which_class_has_the_name_too() => RuleCheck.Says(
        "BWS1004",
        "Job 'people-load' of class 'Demo.First.PeopleIngest' has the name of 'Demo.Second.PeopleIngest': give one of them another name",
        Named("{|#0:\"people-load\"|}", "First"),
        "#pragma warning disable BWS1004 // The other one is reported.\n" + Named("\"people-load\"", "Second"));

    [Fact]
    public Task Reports_every_job_of_a_name_also_by_a_constant() => RuleCheck.Reports(
        Named("{|BWS1004:\"people-load\"|}", "First"),
        Named("{|BWS1004:Names.Load|}", "Second"),
        Named("name: {|BWS1004:\"people-\" + \"load\"|}", "Third"),
        Named("\"other\"", "Fourth"),
        "public static class Names { public const string Load = \"people-load\"; }");

    [Fact]
    public Task Accepts_names_that_differ_and_jobs_in_several_parts() => RuleCheck.Reports(
        Named("\"people-load\"", "First"),
        Named("\"people-load-2\"", "Second"),
        Named("\"people-loads\"", "Third"),
        "namespace Demo.First;\n\npublic partial class PeopleIngest;");

    [Fact]
    public Task Leaves_jobs_without_a_name_to_their_rule() => RuleCheck.Reports(Named("{|BWS1003:\"\"|}", "First"), Named("{|BWS1003:\"\"|}", "Second"));
}
