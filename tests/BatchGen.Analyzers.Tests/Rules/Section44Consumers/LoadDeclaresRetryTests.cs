using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

public sealed class LoadDeclaresRetryTests
{
    private static string With(string attribute) =>
        Job(Load.Replace("[Load(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]", attribute));

    [Fact]
    public Task Says_what_is_missing_and_what_to_write() => RuleCheck.Says(
        "BWS4406",
        "[Load] method 'LoadAsync' of job 'people-ingest' states no Attempts and BackoffSeconds = 0: write Attempts = 5, BackoffSeconds = 1",
        With("[{|#0:Load(\"people.ingest.v1\", BackoffSeconds = 0, TimeoutSeconds = 30)|}]"));

    [Theory]
    [InlineData("[{|BWS4406:Load(\"people.ingest.v1\", Attempts = 5, TimeoutSeconds = 30)|}]")]
    [InlineData("[Load(\"people.ingest.v1\", Attempts = {|BWS4406:0|}, BackoffSeconds = 1, TimeoutSeconds = 30)]")]
    public Task Reports_half_a_retry(string attribute) => RuleCheck.Reports(With(attribute));

    [Theory]
    [InlineData("[Load(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]")]
    [InlineData("[Load(\"people.ingest.v1\", Attempts = 1, BackoffSeconds = 1, TimeoutSeconds = 30)]")]
    [InlineData("[Load(topic: \"people.ingest.v1\", TimeoutSeconds = 30, MaxConcurrency = 16, BackoffSeconds = 1, Attempts = 50)]")]
    public Task Accepts_what_is_stated(string attribute) => RuleCheck.Reports(With(attribute));

    [Fact]
    public Task Leaves_an_attribute_that_does_not_compile_to_the_compiler() => RuleCheck.Reports(
        With("[{|CS7036:Load(TimeoutSeconds = 30)|}]"));

    [Theory]
    [InlineData("[{|BWS4406:Load(\"people.ingest.v1\", TimeoutSeconds = 30)|}]", "[Load(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]")]
    [InlineData("[{|BWS4406:Load(\"people.ingest.v1\", Attempts = 9, MaxBackoffSeconds = 60, TimeoutSeconds = 30)|}]", "[Load(\"people.ingest.v1\", Attempts = 9, BackoffSeconds = 1, MaxBackoffSeconds = 60, TimeoutSeconds = 30)]")]
    public Task Writes_a_retry_to_begin_with(string before, string after) => RuleCheck.Fixes("BWS4406", With(before), With(after));
}
