using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.CompanionFiles;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section22Deployments;

public sealed class DeploymentIsCurrentTests
{
    private static readonly string Source = Job(Extract, Transform, Publish);

    [Fact]
    public Task Says_what_differs_and_what_the_job_states() => RuleCheck.SaysWithFiles(
        "BWS2201",
        "Job 'people-ingest': deployment 'people-ingest-prod' has the cron \"0 3 * * *\": the job states \"0 2 * * *\"",
        With(DeploymentsPath, Deployments.Replace("\"0 2 * * *\"", "{|#0:\"0 3 * * *\"|}")),
        Source);

    [Fact]
    public Task Reports_what_is_missing_on_the_job() => RuleCheck.ReportsWithFiles(
        With(DeploymentsPath, null),
        Source.Replace("\"people-ingest\"", "{|BWS2201:\"people-ingest\"|}"));

    [Fact]
    public Task Reports_a_file_without_a_deployment_of_the_job() => RuleCheck.ReportsWithFiles(
        With(DeploymentsPath, "deployments:\n  - name: other-prod\n    entrypoint: other.py:other\n"),
        Source.Replace("\"people-ingest\"", "{|BWS2201:\"people-ingest\"|}"));

    [Theory]
    [InlineData("\"UTC\"", "{|BWS2201:\"Europe/Berlin\"|}")]
    [InlineData("concurrency_limit: 1", "concurrency_limit: {|BWS2201:2|}")]
    [InlineData("concurrency_limit: 1", "concurrency_limit: {limit: {|BWS2201:5|}, collision_strategy: ENQUEUE}")]
    [InlineData(":people_ingest", ":people_import")]
    [InlineData("name: people-ingest-prod", "name: {|BWS2201:people-ingest-prod|}\n    tags: [a]", "    concurrency_limit: 1\n")]
    public Task Reports_each_difference_where_it_stands(string from, string to, string removed = "-")
    {
        string marked = to.StartsWith(":people", StringComparison.Ordinal) ? "{|BWS2201:flows/people_ingest_flow.py:people_import|}" : to;
        string whole = from.StartsWith(":people", StringComparison.Ordinal) ? "flows/people_ingest_flow.py:people_ingest" : from;
        return RuleCheck.ReportsWithFiles(With(DeploymentsPath, Deployments.Replace(whole, marked).Replace(removed, removed == "-" ? "-" : "")), Source);
    }

    [Fact]
    public Task Accepts_what_says_the_same_in_another_way() => RuleCheck.ReportsWithFiles(
        With(DeploymentsPath, """
            # Anchors and merge keys, as Prefect's own templates have them.
            definitions:
              work_pools:
                pool: &pool
                  name: 'batch-k8s'
              schedules:
                nightly: &nightly
                  cron: 0  2 * * *   # two o'clock
            deployments:
            - name: "people-ingest-prod"
              tags: ["job:people-ingest", 'env:prod']
              description: >-
                Takes people:
                all of them
              entrypoint: flows/other.py:people_ingest
              schedules: [*nightly]
              concurrency_limit: { limit: 1, collision_strategy: ENQUEUE }
              work_pool: *pool
              pull:
              - prefect.deployments.steps.git_clone:
                  repository: https://git.example.com/x.git
            - <<: {version: "1"}
              name: people-ingest-local
              entrypoint: "flows/people_ingest_flow.py:people_ingest"
              concurrency_limit: "{{ $LIMIT }}"
              schedules: []
              work_pool: {name: batch-local}
            """),
        Source);

    [Fact]
    public Task Accepts_a_consumer_without_a_deployment() => RuleCheck.ReportsWithFiles(With(DeploymentsPath, null), Job(Load).Replace("Cron = \"0 2 * * *\", ", ""));

    [Fact]
    public Task Reports_what_is_no_YAML_once() => RuleCheck.ReportsWithFiles(
        With(DeploymentsPath, "deployments:\n  - name: \"a\"{|BWS2201: |}b\n".Replace("{|BWS2201: |}b", " {|BWS2201:b|}")),
        Source);

    [Fact]
    public Task Is_silent_about_YAML_that_it_does_not_read() => RuleCheck.ReportsWithFiles(With(DeploymentsPath, "deployments: !include all.yaml\n"), Source);

    [Fact]
    public Task Is_silent_where_files_are_not_checked() => RuleCheck.Reports(Source);
}
