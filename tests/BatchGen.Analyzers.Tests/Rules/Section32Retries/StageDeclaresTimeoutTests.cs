using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section32Retries;

public sealed class StageDeclaresTimeoutTests
{
    [Fact]
    public Task Says_what_is_missing_and_what_to_write() => RuleCheck.Says(
        "BWS3205",
        "[Load] method 'LoadAsync' of job 'people-ingest' states no TimeoutSeconds: write TimeoutSeconds = 30",
        Job(Load.Replace("[Load(", "[{|#0:Load(").Replace(", TimeoutSeconds = 30)]", ")|}]")));

    [Fact]
    public Task Reports_every_kind_of_stage_and_timeouts_that_are_none() => RuleCheck.Reports(
        Job(
            Extract.Replace("TimeoutSeconds = 600", "TimeoutSeconds = {|BWS3205:0|}"),
            Transform.Replace("TimeoutSeconds = 60", "TimeoutSeconds = {|BWS3205:-1|}"),
            Publish.Replace("[Publish(", "[{|BWS3205:Publish(").Replace(", TimeoutSeconds = 60)]", ")|}]")));

    [Fact]
    public Task Accepts_what_is_stated() => RuleCheck.Reports(
        Job(Extract.Replace("= 600", "= 1"), Transform.Replace("TimeoutSeconds = 60", "TimeoutSeconds = 6 * 60 * 60"), Publish, Load));

    [Theory]
    [InlineData("[{|BWS3205:Extract(Attempts = 3, BackoffSeconds = 60)|}]", "[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]")]
    [InlineData("[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = {|BWS3205:0|} /* none */)]", "[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600 /* none */)]")]
    [InlineData(
        "[{|BWS3205:Extract(\n        Attempts = 3,\n        BackoffSeconds = 60 // A minute.\n    )|}]",
        "[Extract(\n        Attempts = 3,\n        BackoffSeconds = 60, // A minute.\n        TimeoutSeconds = 600\n    )]")]
    public Task Writes_a_timeout_to_begin_with(string before, string after) => RuleCheck.Fixes(
        "BWS3205",
        Job(Extract.Replace("[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]", before), Transform, Publish),
        Job(Extract.Replace("[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]", after), Transform, Publish));
}
