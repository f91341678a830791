using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Tests.Rules.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Tests.Rules.Book;

/// <summary>The three presets that <c>BatchGenPreset</c> chooses from are written from the rule book, and do what their names say.</summary>
public sealed class PresetTests
{
    private const string Folder = "src/BatchGen/buildTransitive/presets";

    // BWS4402 and BWS3201 are errors, and the latter blocks.
    private const string Source = """
        using BatchGen;
        using Confluent.Kafka;

        namespace Demo.Batch;

        [BatchJob("orders-load", Idempotency = "Upsert by record_id.")]
        [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
        public sealed partial class OrdersLoad
        {
            [Load("orders.placed.v1", TimeoutSeconds = 30)]
            private void Load(Order order) => new ConsumerConfig { GroupId = "orders", EnableAutoCommit = true }.ToString();
        }

        public sealed record Order([property: RecordId] string Id);
        """;

    public static TheoryData<string> Presets => ["strict", "default", "migrate"];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Are_written_from_the_rule_book(string preset) =>
        RepositoryFiles.AssertCurrent($"{Folder}/{preset}.globalconfig", Write(preset));

    [Theory]
    [InlineData("strict", DiagnosticSeverity.Error)]
    [InlineData("default", DiagnosticSeverity.Error)]
    [InlineData("migrate", DiagnosticSeverity.Warning)]
    public async Task Decide_how_severe_a_rule_is_unless_it_blocks(string preset, DiagnosticSeverity expected)
    {
        ImmutableArray<Diagnostic> diagnostics = await Diagnose(preset, options: "");
        Assert.Equal(expected, Assert.Single(diagnostics, diagnostic => diagnostic.Id == "BWS4402").Severity);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(diagnostics, diagnostic => diagnostic.Id == "BWS4406").Severity);
    }

    [Fact]
    public async Task Give_way_to_what_the_project_says_itself()
    {
        ImmutableArray<Diagnostic> diagnostics = await Diagnose("strict", "dotnet_diagnostic.BWS4402.severity = suggestion");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(diagnostics, diagnostic => diagnostic.Id == "BWS4402").Severity);
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnose(string preset, string options)
    {
        Project project = SampleProject.Of((Source, options));
        Solution solution = project.Solution.AddAnalyzerConfigDocument(
            DocumentId.CreateNewId(project.Id),
            $"{preset}.globalconfig",
            SourceText.From(Write(preset)),
            filePath: $"/packages/batchgen/{preset}.globalconfig");
        return await SampleProject.Diagnose(solution.GetProject(project.Id)!);
    }

    private static string Write(string preset)
    {
        StringBuilder config = new();
        config.Append(CultureInfo.InvariantCulture, $"# BatchGenPreset = {preset}: {Meaning(preset)}\n");
        config.Append("# Written from the rule book by its tests (UPDATE=1). A project's own .globalconfig and .editorconfig come before it.\n");
        config.Append("is_global = true\nglobal_level = -100\n\n");
        foreach (Rule rule in RuleBook.All.Where(IsConfigurable))
        {
            config.Append(CultureInfo.InvariantCulture, $"# {rule.Name}\ndotnet_diagnostic.{rule.Id}.severity = {Severity(preset, rule)}\n");
        }

        return config.ToString();
    }

    private static string Meaning(string preset) => preset switch
    {
        "strict" => "whatever may be a warning is an error.",
        "migrate" => "what does not stop the generator is a warning, for code that is on its way to the standard.",
        _ => "the standard's severities.",
    };

    // What blocks in a job is an error there whatever a config says; in code that is no job's, the rule is like any other.
    private static bool IsConfigurable(Rule rule) => !rule.Blocks || rule is IKafkaRule;

    private static string Severity(string preset, Rule rule) => (preset, rule.Descriptor.DefaultSeverity) switch
    {
        ("strict", DiagnosticSeverity.Warning) => "error",
        ("migrate", DiagnosticSeverity.Error) => "warning",
        (_, DiagnosticSeverity.Error) => "error",
        (_, DiagnosticSeverity.Warning) => "warning",
        _ => "suggestion",
    };
}
