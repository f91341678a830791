using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.CompanionFiles;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section22Deployments;

public sealed class ProductionPoolIsContainerTests
{
    private static readonly string Source = Job(Extract, Transform, Publish);

    [Fact]
    public Task Says_which_deployment_and_where() => RuleCheck.SaysWithFiles(
        "BWS2202",
        "Production deployment 'people-ingest-prod' of job 'people-ingest' runs on the process work pool 'batch-process' (prefect.yaml line 9): "
            + "name a docker or kubernetes pool",
        With(DeploymentsPath, Deployments.Replace("batch-kubernetes", "batch-process")),
        Source.Replace("\"people-ingest\"", "{|#0:\"people-ingest\"|}"));

    [Theory]
    [InlineData("batch-kubernetes", "docker-processing")]
    [InlineData("people-ingest-prod", "people-ingest-local", "batch-kubernetes", "batch-local")]
    [InlineData("name: batch-kubernetes", "name: local-cluster\n      type: kubernetes")]
    [InlineData("batch-kubernetes", "\"{{ $POOL }}-process\"")]
    public Task Accepts_containers_and_what_is_not_production(string from, string to, string alsoFrom = "-", string alsoTo = "-") =>
        RuleCheck.ReportsWithFiles(With(DeploymentsPath, Deployments.Replace(from, to).Replace(alsoFrom, alsoTo)), Source);

    [Theory]
    [InlineData("batch-process", "batch-docker")]
    [InlineData("\"process\" # for now", "\"docker\" # for now")]
    [InlineData("batch_local", "batch_docker")]
    public Task Names_a_container_pool(string before, string after) => RuleCheck.FixesFile(
        "BWS2202",
        With(DeploymentsPath, Deployments.Replace("batch-kubernetes", before)),
        With(DeploymentsPath, Deployments.Replace("batch-kubernetes", after)),
        Source.Replace("\"people-ingest\"", "{|BWS2202:\"people-ingest\"|}"),
        Source);

    [Fact]
    public Task Names_the_pool_that_production_has_elsewhere()
    {
        const string Other = "\n  - name: other-prod\n    entrypoint: o.py:other\n    work_pool:\n      name: k8s";
        return RuleCheck.FixesFile(
            "BWS2202",
            With(DeploymentsPath, Deployments.Replace("batch-kubernetes", "process") + Other),
            With(DeploymentsPath, Deployments.Replace("batch-kubernetes", "k8s") + Other),
            Source.Replace("\"people-ingest\"", "{|BWS2202:\"people-ingest\"|}"),
            Source);
    }
}
