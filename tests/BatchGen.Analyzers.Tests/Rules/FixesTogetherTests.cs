using BatchGen.Analyzers.Tests.Rules.Testing;
using BatchGen.CodeFixes;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Rules;

/// <summary>Several rules report the same attribute: their fixes must not lose each other's edits.</summary>
public sealed class FixesTogetherTests
{
    private const string Before = """
        using BatchGen;

        namespace Demo;

        [BatchJob("People Ingest", Idempotency = "Upsert by record_id.")]
        public sealed class PeopleIngest
        {
            [Extract]
            private IAsyncEnumerable<Person> FetchAsync(CancellationToken ct) => throw null!;

            [Transform(Attempts = 0, TimeoutSeconds = 0)] // Fast.
            private Person Clean(Person person) => person;

            [Publish("People-Ingest")]
            private partial Task PublishAsync(Person person, CancellationToken ct);

            [Load("People-Ingest", DeadLetterTopic = "failed")]
            private async void LoadAsync(Person person) => await Task.Yield();
        }

        public sealed record Person(string Url, string Name);
        """;

    private const string After = """
        using BatchGen;

        namespace Demo;

        [BatchJob("people-ingest", Trigger = "manual: batchgen run people-ingest", Concurrency = 1, Idempotency = "Upsert by record_id.")]
        [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:people-ingest-alerts"])]
        public sealed partial class PeopleIngest
        {
            [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
            private IAsyncEnumerable<Person> FetchAsync(CancellationToken ct) => throw null!;

            [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)] // Fast.
            private Person Clean(Person person) => person;

            [Publish("people.ingest.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
            private partial Task PublishAsync(Person person, CancellationToken ct);

            [Load("people.ingest.v1", DeadLetterTopic = "people.ingest.v1.dlq", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
            private async Task LoadAsync(Person person) => await Task.Yield();
        }

        public sealed record Person([property: RecordId] string Url, string Name);
        """;

    private const string Idempotent = "        EnableIdempotence = true,\n";

    private const string Zstd = "        CompressionType = CompressionType.Zstd,\n";

    private const string ProducerBefore = """
        using Confluent.Kafka;

        public static class Producers
        {
            public static IProducer<string, string> Create(string servers) => new ProducerBuilder<string, string>(new ProducerConfig
            {
                BootstrapServers = servers, // all three
                Acks = Acks.None,
                LingerMs = 500,
                MessageSendMaxRetries = 0,
            }).Build();
        }
        """;

    private const string ProducerAfter = """
        using Confluent.Kafka;

        public static class Producers
        {
            public static IProducer<string, string> Create(string servers) => new ProducerBuilder<string, string>(new ProducerConfig
            {
                BootstrapServers = servers, // all three
                Acks = Acks.All,
                LingerMs = 10,
                MessageSendMaxRetries = 5,
                EnableIdempotence = true,
                CompressionType = CompressionType.Zstd,
            }).Build();
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lead_to_one_result_in_any_order(bool isReversed)
    {
        Project project = SampleProject.Of((Before, ""));
        RuleFix[] fixes =
        [
            .. RuleAssemblies.Fixes().Cast<RuleFix>()
                .Where(static fix => !QuietRules.IsQuiet(fix.FixableDiagnosticIds[0]))
                .OrderBy(static fix => fix.FixableDiagnosticIds[0], StringComparer.Ordinal),
        ];
        foreach (RuleFix fix in isReversed ? fixes.Reverse() : fixes)
        {
            project = await SampleProject.FixAll(project, fix, fix.FixableDiagnosticIds[0]);
        }

        await AssertFixed(project);
    }

    [Fact]
    public async Task Can_be_made_in_one_go()
    {
        Project project = SampleProject.Of((Before, ""));
        List<Repair> repairs = [];
        foreach (Diagnostic diagnostic in await SampleProject.Diagnose(project))
        {
            if (RuleAssemblies.Fixes().Cast<RuleFix>().FirstOrDefault(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)) is { } fix
                && await fix.PrepareAsync(project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, TestContext.Current.CancellationToken) is { } repair)
            {
                repairs.Add(repair);
            }
        }

        Solution solution = await Repair.ApplyAsync(project.Solution, repairs, TestContext.Current.CancellationToken);
        project = solution.GetProject(project.Id)!;

        // A topic and its dead-letter topic are two steps: the second fix was prepared for the name that the first has changed.
        await AssertFixed(await SampleProject.FixAll(project, RuleAssemblies.Fixes().Single(static fix => fix.FixableDiagnosticIds.Contains("BWS4102")), "BWS4102"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lead_to_one_configuration_in_any_order(bool isReversed)
    {
        Project project = SampleProject.Of((ProducerBefore, ""));
        RuleFix[] fixes = [.. RuleAssemblies.Fixes().Cast<RuleFix>().OrderBy(static fix => fix.FixableDiagnosticIds[0], StringComparer.Ordinal)];
        foreach (RuleFix fix in isReversed ? fixes.Reverse() : fixes)
        {
            project = await SampleProject.FixAll(project, fix, fix.FixableDiagnosticIds[0]);
        }

        Assert.Empty(await SampleProject.Diagnose(project));
        string fixedText = (await Sample(project).GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        Assert.Equal(isReversed ? ProducerAfter.Replace(Idempotent + Zstd, Zstd + Idempotent) : ProducerAfter, fixedText);
    }

    [Fact]
    public async Task Can_be_made_to_one_configuration_in_one_go()
    {
        Project project = SampleProject.Of((ProducerBefore, ""));
        List<Repair> repairs = [];
        foreach (Diagnostic diagnostic in (await SampleProject.Diagnose(project)).OrderBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal))
        {
            RuleFix fix = RuleAssemblies.Fixes().Cast<RuleFix>().Single(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id));
            repairs.Add((await fix.PrepareAsync(Sample(project), diagnostic, TestContext.Current.CancellationToken))!);
        }

        Assert.Equal(["BWS4301", "BWS4302", "BWS4303", "BWS4304", "BWS4305"], (await SampleProject.Diagnose(project)).Select(found => found.Id).Order());
        Solution solution = await Repair.ApplyAsync(project.Solution, repairs, TestContext.Current.CancellationToken);
        project = solution.GetProject(project.Id)!;
        Assert.Empty(await SampleProject.Diagnose(project));
        Assert.Equal(ProducerAfter, (await Sample(project).GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    private static Document Sample(Project project) => project.Documents.Single(static document => document.Name == "Sample0.cs");

    private static async Task AssertFixed(Project project)
    {
        Assert.Empty(await SampleProject.Diagnose(project));
        Assert.Equal(After, (await Sample(project).GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }
}
