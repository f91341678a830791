using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Section10Jobs;

public sealed class JobIsPartialTests
{
    private static string Nested(string outer, string inner) => $$"""
        {{JobSources.Usings}}
        /// <summary>Around.</summary>
        {{outer}} Outer
        {
            [BatchJob("people-load", Concurrency = 1, Idempotency = "Upsert by record_id.")]
            [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-alerts"])]
            // The job.
            {{inner}}
            {
                {{JobSources.Load}}
            }
        }
        {{JobSources.Records}}
        """;

    [Fact]
    public Task Says_what_is_not_partial() => RuleCheck.Says(
        "BWS1001",
        "Job 'Outer.PeopleLoad' cannot be generated: write 'partial' on class 'Outer' and class 'PeopleLoad'",
        Nested("public static class", "internal class {|#0:PeopleLoad|}"));

    [Fact]
    public Task Accepts_partial_jobs_nested_or_over_two_files() => RuleCheck.Reports(
        Nested("public static partial class", "internal sealed partial class PeopleLoad"),
        """
        namespace Demo;

        public static partial class Outer
        {
            internal sealed partial class PeopleLoad
            {
                public int Count { get; set; }
            }
        }
        """);

    [Fact]
    public Task Accepts_a_class_that_is_no_job() => RuleCheck.Reports("internal sealed class Plain { }");

    [Fact]
    public Task Writes_partial_on_the_job_and_the_types_around_it() => RuleCheck.Fixes(
        "BWS1001",
        Nested("public static class", "internal class {|BWS1001:PeopleLoad|}"),
        Nested("public static partial class", "internal partial class PeopleLoad"));

    [Fact]
    public Task Writes_partial_on_a_record_without_modifiers() => RuleCheck.Fixes(
        "BWS1001",
        JobSources.Job(JobSources.Load).Replace("public sealed partial class PeopleIngest", "record {|BWS1001:PeopleIngest|}"),
        JobSources.Job(JobSources.Load).Replace("public sealed partial class PeopleIngest", "partial record PeopleIngest"));
}
