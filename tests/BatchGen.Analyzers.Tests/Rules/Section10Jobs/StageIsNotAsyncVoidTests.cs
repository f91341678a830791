using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section10Jobs;

public sealed class StageIsNotAsyncVoidTests
{
    private const string Stage = "[Load(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]\n    ";

    [Fact]
    public Task Says_what_becomes_of_the_records() => RuleCheck.Says(
        "BWS1008",
        "[Load] method 'LoadAsync' of job 'people-ingest' is async void: its records would count as done before they are; return Task",
        Job(Stage + "private async {|#0:void|} LoadAsync(Person person) => await Task.Yield();"));

    [Fact]
    public Task Reports_a_transform_and_the_body_of_a_partial_method() => RuleCheck.Reports(
        Job(
            Extract,
            "[Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]\n"
            + "    private async {|BWS1008:void|} Clean(Source source) => await Task.Yield();",
            Publish,
            Stage + "private partial {|BWS1008:void|} Load(Person person);\n\n    private async partial void Load(Person person) => await Task.Yield();"));

    [Theory]
    [InlineData("private async Task LoadAsync(Person person) => await Task.Yield();")]
    [InlineData("private async ValueTask LoadAsync(Person person) => await Task.Yield();")]
    [InlineData("private void Load(Person person) { }")]
    [InlineData("private partial void Load(Person person);\n\n    private partial void Load(Person person) { }")]
    public Task Accepts_what_can_be_waited_for(string method) => RuleCheck.Reports(Job(Stage + method));

    [Fact]
    public Task Returns_task() => RuleCheck.Fixes(
        "BWS1008",
        Job(Stage + "private async /* fast */ {|BWS1008:void|} LoadAsync(Person person)\n    {\n        await Task.Yield();\n        return;\n    }"),
        Job(Stage + "private async /* fast */ Task LoadAsync(Person person)\n    {\n        await Task.Yield();\n        return;\n    }"));

    [Fact]
    public Task Returns_task_from_both_parts_with_its_namespace_where_that_is_not_imported() => RuleCheck.Fixes(
        "BWS1008",
        NotImported("{|BWS1008:void|}", "void"),
        NotImported("System.Threading.Tasks.Task", "System.Threading.Tasks.Task"));

    [Fact]
    public Task Offers_nothing_where_a_base_class_or_the_stage_prescribes_another_type() => RuleCheck.OffersNoFix(
        "BWS1008",
        Job(
            Extract,
            "[Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]\n"
            + "    private async {|BWS1008:void|} Clean(Source source) => await Task.Yield();",
            Publish,
            Stage + "protected override async {|BWS1008:void|} Load(Person person) => await Task.Yield();")
            .Replace("partial class PeopleIngest", "partial class PeopleIngest : Loading"),
        $"{Usings}public abstract class Loading\n{{\n    protected abstract void Load(Person person);\n}}");

    private static string NotImported(string declared, string written) => Job(
        Stage + $"private partial {declared} Load(Person person);\n\n"
        + $"    private async partial {written} Load(Person person) => await System.Threading.Tasks.Task.Yield();")
        .Replace("using System.Threading.Tasks;\n", "");
}
