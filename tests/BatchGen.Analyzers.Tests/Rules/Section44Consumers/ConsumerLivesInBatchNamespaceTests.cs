using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

public sealed class ConsumerLivesInBatchNamespaceTests
{
    private const string Project = "build_property.ProjectDir = /0/";

    private const string Pattern = Project + "\nbatchgen.batch_namespace_pattern = (People|Orders)\\.Batch(\\..+)?";

    private static string In(string space, string name = "PeopleIngest") =>
        Job(Load).Replace("namespace Demo;", space.Length == 0 ? "" : $"namespace {space};").Replace("class PeopleIngest", $"class {name}");

    private static string Raw(string space, string body) => $$"""
        namespace {{space}};

        using System.Threading;
        using Confluent.Kafka;

        public sealed class Worker(IConsumer<string, string> consumer)
        {
            public void Run(ConsumerConfig config, CancellationToken ct)
            {
                {{body}}
            }

            public void Stop() => consumer.Close();
        }
        """;

    [Fact]
    public Task Says_where_to_move_it() => Says(
        "Job 'people-ingest' consumes topics, but is in namespace 'People': move it into a Batch namespace or folder of its module, like 'People.Batch'",
        In("People", "{|#0:PeopleIngest|}"));

    [Theory]
    [InlineData("People")]
    [InlineData("Batches.People")]
    [InlineData("People.BatchJobs")]
    [InlineData("")]
    public Task Reports_a_consumer_in_another_namespace(string space) => RuleCheck.ReportsIn("/0/People", Project, In(space, "{|BWS4408:PeopleIngest|}"));

    [Fact]
    public Task Does_not_count_folders_around_the_project() => RuleCheck.ReportsIn(
        "/batch/src/People", "build_property.ProjectDir = /batch/src/", In("People", "{|BWS4408:PeopleIngest|}"));

    [Theory]
    [InlineData("People.Batch")]
    [InlineData("Batch")]
    [InlineData("People.Batch.Nightly")]
    [InlineData("people.@batch")]
    public Task Accepts_a_Batch_namespace(string space) => RuleCheck.ReportsIn("/0", Project, In(space));

    [Theory]
    [InlineData("/0/People/Batch")]
    [InlineData("/0/batch/people")]
    [InlineData("/elsewhere/batch")]
    public Task Accepts_a_batch_folder(string folder) => RuleCheck.ReportsIn(folder, Project, In("People"));

    [Fact]
    public Task Accepts_a_job_that_consumes_nothing_anywhere() =>
        RuleCheck.ReportsIn("/0", Project, Job(Extract, Transform, Publish));

    [Fact]
    public Task Asks_for_the_pattern_as_well_where_there_is_one() => RuleCheck.ReportsIn(
        "/0/Batch",
        Pattern,
        In("People.Batch"),
        Second(In("Orders.Batch.Nightly"), "Second").Replace("\"people-ingest\"", "\"people-second\"").Replace("people.ingest.v1", "people.second.v1"),
        In("Stock.Batch", "{|BWS4408:PeopleIngest|}").Replace("\"people-ingest\"", "\"stock\"").Replace("people.ingest.v1", "stock.ingest.v1"));

    [Fact]
    public Task Reports_a_hand_written_consumer_once_where_the_pattern_is_configured() => RuleCheck.ReportsIn(
        "/0/Workers",
        Pattern,
        Raw("People.Workers", "var built = {|BWS4408:new ConsumerBuilder<string, string>(config)|}.Build();\n        built.Consume(ct);\n        built.Close();"),
        Raw("Orders.Workers", "while (!ct.IsCancellationRequested) { {|BWS4408:consumer.Consume(ct)|}; }"),
        Raw("Orders.Batch", "consumer.Consume(ct);"),
        Raw("People.Admin", "consumer.Assignment.Clear();"));

    [Fact]
    public Task Leaves_hand_written_consumers_alone_otherwise() => RuleCheck.ReportsIn(
        "/0/Workers", Project, Raw("People.Workers", "consumer.Consume(ct);"));

    private static Task Says(string message, string source)
    {
        RuleTest test = new RuleTest { Folder = "/0" }.WithSources(source).WithOptions(Project);
        test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult("BWS4408", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)
            .WithLocation(0)
            .WithMessage(message));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
