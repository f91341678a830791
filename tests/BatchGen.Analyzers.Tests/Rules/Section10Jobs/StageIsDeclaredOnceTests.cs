using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section10Jobs;

public sealed class StageIsDeclaredOnceTests
{
    [Fact]
    public Task Says_which_methods_declare_the_stage() => RuleCheck.Says(
        "BWS1006",
        "Job 'people-ingest' declares [Transform] twice, on 'Clean' and on 'Tidy': leave it on one of them, or make two jobs",
        Job(Extract, Transform, Transform.Replace("Clean", "Tidy").Replace("[Transform(", "[{|#0:Transform(").Replace("= 60)]", "= 60)|}]"), Publish));

    [Fact]
    public Task Reports_two_load_stages_of_one_topic() => RuleCheck.Reports(
        Job(Load, Load.Replace("LoadAsync", "MirrorAsync").Replace("[Load(", "[{|BWS1006:Load(").Replace("= 30)]", "= 30)|}]")));

    [Fact]
    public Task Reports_what_a_job_adds_to_the_stages_of_its_base_class() => RuleCheck.Reports(
        Job(Extract.Replace("[Extract(", "[{|BWS1006:Extract(").Replace("= 600)]", "= 600)|}]"), Transform, Publish)
            .Replace("partial class PeopleIngest", "partial class PeopleIngest : Fetching"),
        $"{Usings}public abstract class Fetching\n{{\n    {Extract.Replace("private", "protected").Replace("FetchAsync", "ReadAsync")}\n}}");

    [Fact]
    public Task Accepts_load_stages_of_several_topics() => RuleCheck.Reports(
        Job(Load, Load.Replace("ingest.v1", "ingest.v2").Replace("LoadAsync", "LoadSecondAsync")));

    [Fact]
    public Task Accepts_a_publish_and_a_load_of_one_topic() => RuleCheck.Reports(Job(Extract, Transform, Publish, Load));

    [Fact]
    public Task Accepts_an_override_of_a_stage() => RuleCheck.Reports(
        Job(
            "protected override IAsyncEnumerable<Source> FetchAsync(CancellationToken ct) => throw null!;",
            Transform,
            Publish).Replace("partial class PeopleIngest", "partial class PeopleIngest : Fetching"),
        $"{Usings}public abstract class Fetching\n{{\n    {Extract.Replace("private", "protected virtual")}\n}}");
}
