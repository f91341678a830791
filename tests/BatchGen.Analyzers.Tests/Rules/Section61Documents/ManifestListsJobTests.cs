using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.CompanionFiles;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section61Documents;

public sealed class ManifestListsJobTests
{
    private static readonly string Source = Job(Extract, Transform, Publish);

    [Theory]
    [InlineData("# Documents\n\n- people-ingest-archive, old-people-ingest\n")]
    [InlineData("# Documents\n\n<!-- people-ingest -->\n")]
    public Task Reports_a_manifest_without_the_job(string manifest) => RuleCheck.ReportsWithFiles(
        With(ManifestPath, manifest), Source.Replace("\"people-ingest\"", "{|BWS6103:\"people-ingest\"|}"));

    [Fact]
    public Task Says_what_to_add() => RuleCheck.SaysWithFiles(
        "BWS6103",
        "Job 'people-ingest' is not in the manifest of the documents: write 'docs/MANIFEST.md' with a line for 'docs/jobs/people-ingest'",
        With(ManifestPath, null),
        Source.Replace("\"people-ingest\"", "{|#0:\"people-ingest\"|}"));

    [Theory]
    [InlineData("| `people-ingest` | nightly |")]
    [InlineData("[Runbook](jobs/people-ingest/runbook.md)")]
    [InlineData("* People-Ingest.")]
    public Task Accepts_its_name_or_a_link(string line) => RuleCheck.ReportsWithFiles(With(ManifestPath, line), Source);
}
