using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Tests.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BatchGen.Analyzers.Tests.Parsing;

public sealed class JobParserTests
{
    private static readonly string[] TwoParts =
    [
        """
        using BatchGen;
        namespace Zoo.Batch;
        [BatchJob("zoo", Cron = "0 2 * * *")]
        partial class Zoo
        {
        }
        public record Animal
        {
            [RecordId]
            public double Weight { get; init; }
        }
        """,
        """
        using BatchGen;
        namespace Zoo.Batch;
        [Fallback("memory:")]
        partial class Zoo
        {
            [Load(topic: "zoo.animal.v1", Attempts = 3)]
            int Load(Animal animal, string other) => 1;
        }
        """,
    ];

    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    [Fact]
    public void What_is_not_stated_is_null()
    {
        JobSpec job = Parse(TwoParts).Spec;

        Assert.Null(job.Concurrency);
        Assert.Null(job.TimeZone);
        Assert.Equal(3, job.Stages[0].Attempts);
        Assert.Null(job.Stages[0].BackoffSeconds);
    }

    [Theory]
    [InlineData(AnchorKind.Type, -1, null, "Zoo")]
    [InlineData(AnchorKind.Job, -1, null, "BatchJob(\"zoo\", Cron = \"0 2 * * *\")")]
    [InlineData(AnchorKind.Job, -1, "name", "\"zoo\"")]
    [InlineData(AnchorKind.Job, -1, "Cron", "\"0 2 * * *\"")]
    [InlineData(AnchorKind.Job, -1, "Concurrency", "BatchJob(\"zoo\", Cron = \"0 2 * * *\")")]
    [InlineData(AnchorKind.Fallback, -1, "store", "\"memory:\"")]
    [InlineData(AnchorKind.Stage, 0, "topic", "\"zoo.animal.v1\"")]
    [InlineData(AnchorKind.Stage, 0, "Attempts", "3")]
    [InlineData(AnchorKind.Method, 0, null, "Load")]
    [InlineData(AnchorKind.ReturnType, 0, null, "int")]
    [InlineData(AnchorKind.Parameter, 0, "other", "string other")]
    [InlineData(AnchorKind.Payload, 0, null, "Animal")]
    internal void An_anchor_is_the_smallest_piece_of_source(AnchorKind kind, int stage, string? argument, string expected) =>
        Assert.Equal(expected, Text(Parse(TwoParts).Anchors.Resolve(new(kind, stage, argument), TestContext.Current.CancellationToken)));

    [Fact]
    public void A_payload_member_is_found_in_its_type()
    {
        string[] source = [TwoParts[0], TwoParts[1].Replace("int Load(Animal animal, string other) => 1", "void Load(Animal animal) { }", StringComparison.Ordinal)];

        (JobSpec job, JobAnchors anchors) = Parse(source);

        RecordMember id = Assert.Single(job.Stages[0].Payload!.RecordIds);
        Assert.Equal(TextForm.None, id.Form);
        Assert.Equal("Weight", Text(anchors.Resolve(Anchor.PayloadMember(0, id.Name), TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("[RecordId] string Id", TextForm.Text)]
    [InlineData("[property: RecordId] System.Guid Id", TextForm.Guid)]
    [InlineData("[property: RecordId] ulong Id", TextForm.Integer)]
    [InlineData("[RecordId] System.DateOnly Id", TextForm.Date)]
    [InlineData("[RecordId] System.DateTimeOffset Id", TextForm.Moment)]
    [InlineData("[RecordId] System.DayOfWeek Id", TextForm.Enum)]
    [InlineData("[RecordId] System.Uri Id", TextForm.Uri)]
    [InlineData("[RecordId] decimal Id", TextForm.None)]
    [InlineData("[RecordId] object Id", TextForm.None)]
    internal void A_record_id_has_a_stable_text_form_or_none(string parameter, TextForm expected)
    {
        RecordMember id = Assert.Single(PayloadOf($"record Animal({parameter});").RecordIds);

        Assert.Equal(("Id", expected), (id.Name, id.Form));
    }

    [Theory]
    [InlineData("record Animal(string Id, System.Action Roar);", "Animal.Roar is a delegate")]
    [InlineData("record Animal(string Id, Animal? Mother);", "Animal.Mother leads back to Animal, a cycle")]
    [InlineData("record Animal(string Id, System.Collections.Generic.Dictionary<string, object> Notes);", "Animal.Notes is object: nothing says what to read it back as")]
    [InlineData("record Animal(string Id, System.Collections.Generic.IReadOnlyList<int> Ages, System.DateOnly Born, int? Legs);", null)]
    [InlineData("record Animal(string Id) { [System.Text.Json.Serialization.JsonIgnore] public object? Cache { get; set; } }", null)]
    public void A_payload_that_cannot_be_read_back_says_where(string payload, string? expected) =>
        Assert.Equal(expected, PayloadOf(payload).Problems.Select(static problem => $"{problem.Path} {problem.Reason}").SingleOrDefault());

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Rules_and_generator_see_the_same_job(string name)
    {
        CSharpCompilation compilation = Snapshot.Of(name).Compile();
        GeneratorRun.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _, TestContext.Current.CancellationToken);

        // Analyzers run when the generated part of the class is already there.
        Assert.Equal(ParsedSources.In(compilation).Select(ParseOne), ParsedSources.In(generated).Select(ParseOne));

        static JobSpec ParseOne((INamedTypeSymbol Type, KnownTypes Known) job) =>
            JobParser.Parse(job.Type, job.Known, TestContext.Current.CancellationToken).Spec;
    }

    private static PayloadSpec PayloadOf(string payload) => Parse(
        $$"""
        using BatchGen;
        [BatchJob("zoo")]
        partial class Zoo
        {
            [Load("zoo.animal.v1")]
            void Load(Animal animal) { }
        }
        public {{payload}}
        """).Spec.Stages[0].Payload!;

    private static (JobSpec Spec, JobAnchors Anchors) Parse(params string[] sources)
    {
        (INamedTypeSymbol type, KnownTypes known) = Assert.Single(ParsedSources.In(GeneratorRun.Compile(sources)));
        return JobParser.Parse(type, known, TestContext.Current.CancellationToken);
    }

    private static string Text(Location location) => location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(location.SourceSpan);
}
