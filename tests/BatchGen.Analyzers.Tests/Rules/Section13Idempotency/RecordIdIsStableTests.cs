using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section13Idempotency;

public sealed class RecordIdIsStableTests
{
    private static string With(string person, params string[] stages) =>
        Job(stages.Length == 0 ? [Load] : stages).Replace("public sealed record Person([property: RecordId] string Url, string Name);", person)
            .Replace("new(source.Url, source.Name)", "throw null!");

    [Fact]
    public Task Says_which_type_has_no_stable_text() => RuleCheck.Says(
        "BWS1303",
        "[RecordId] 'Weight' of payload 'Demo.Person', which [Load] method 'LoadAsync' of job 'people-ingest' takes, is 'double', "
        + "which has no stable text form: make it a string, an integer, a Guid, a date, a Uri or an enum",
        With("public sealed record Person([property: RecordId] double {|#0:Weight|});"));

    [Theory]
    [InlineData("decimal")]
    [InlineData("float?")]
    [InlineData("int[]")]
    [InlineData("System.Version")]
    [InlineData("System.TimeSpan")]
    public Task Reports_an_id_without_a_stable_text(string type) => RuleCheck.Reports(
        With($"public sealed record Person([property: RecordId] {type} {{|BWS1303:Id|}});"));

    [Fact]
    public Task Reports_a_key_a_second_key_and_an_id_that_the_job_cannot_read() => RuleCheck.Reports(
        With("public sealed record Person([property: RecordId] string Id, [property: RecordKey] double {|BWS1303:Key|});"),
        With(
            "public sealed record Person([property: RecordKey] string Key, [property: RecordKey] string {|BWS1303:Other|})\n"
            + "{\n    [RecordId]\n    private string {|BWS1303:Id|} => Key;\n}",
            Extract, Transform, Publish, Load)
            .Replace("namespace Demo;", "namespace Demo.Second;").Replace("people-ingest\"", "people-second\"").Replace("people.ingest.v1", "people.second.v1"));

    [Theory]
    [InlineData("string")]
    [InlineData("string?")]
    [InlineData("long?")]
    [InlineData("System.Guid")]
    [InlineData("System.DateOnly")]
    [InlineData("System.DateTimeOffset")]
    [InlineData("System.Uri")]
    [InlineData("System.DayOfWeek")]
    public Task Accepts_an_id_and_a_key_with_a_stable_text(string type) => RuleCheck.Reports(
        With($"public sealed record Person([property: RecordId] {type} Id, [property: RecordKey] {type} Key);", Extract, Transform, Publish, Load));

    [Fact]
    public Task Accepts_an_id_that_a_load_alone_need_not_read() => RuleCheck.Reports(
        With("public sealed record Person(string Name)\n{\n    [RecordId]\n    private string Id => Name;\n}"));
}
