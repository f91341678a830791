using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Reading;

namespace BatchGen.Workflow.Tests.Reading;

public sealed class AssemblyReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("batchgen-reading-").FullName;

    private string Assembly => Path.Combine(_folder, "Zoo.dll");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_the_generator_leaves_is_what_the_attributes_state()
    {
        TestAssembly.WriteGenerated(Assembly, TestAssembly.Job);

        JobModel job = Assert.Single(AssemblyReader.Read(Assembly).Jobs);
        JobSpec spec = job.Spec;
        Assert.Equal(("zoo-animals", "5 3 * * 1", 2, true, 7), (spec.Name, spec.Cron, spec.Concurrency, spec.Critical, spec.ExpectedMinutes));
        Assert.Equal(("zoo \"crew\"", "Upsert by C:\\id.", "Zoo.Batch.ZooAnimals"), (spec.Owner, spec.Idempotency, spec.Declaration.Type.DisplayName));
        Assert.Equal("Takes the animals of the zoo, see Animal.", spec.Summary);
        Assert.Equal(new FallbackSpec("s3://zoo/fallback", ["slack:zoo", "webhook:zoo"], "zoo-repair"), spec.Fallback);
        Assert.Equal([(StageKind.Extract, 4), (StageKind.Transform, 2), (StageKind.Publish, 5), (StageKind.Load, 5)], spec.Stages.Select(stage => (stage.Kind, stage.Attempts ?? 0)));
        Assert.Equal((3, CompressionSpec.Snappy), (spec.Stages[2].LingerMs ?? 0, spec.Stages[2].CompressionType));
        StageSpec load = spec.Stages[3];
        Assert.Equal(("Feeds it.", "zoo-animals.load", LoadForm.Batch, 50), (load.Summary, spec.GroupOf(load), load.Method.LoadForm, load.BatchSize ?? 0));
        Assert.Equal((OrderingSpec.Partition, true, "zoo.animal.v1.dlq"), (load.Ordering, load.Deduplicate, load.EffectiveDeadLetterTopic));
        Assert.Equal("Zoo.Batch.Animal", load.Payload!.Type.DisplayName);
    }

    [Fact]
    public void The_schema_has_names_and_descriptions_of_the_payload()
    {
        TestAssembly.WriteGenerated(Assembly, TestAssembly.Job);

        TopicSchemaText schema = Assert.Single(Assert.Single(AssemblyReader.Read(Assembly).Jobs).Schemas);
        Assert.Equal("zoo.animal.v1", schema.Topic);
        Assert.Contains(
            """
                "Animal": {
                  "description": "An animal.",
                  "type": "object",
                  "properties": {
                    "Name": {
                      "description": "Its name.",
                      "type": "string"
                    },
            """.ReplaceLineEndings("\n"),
            schema.Json,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_without_jobs_has_none()
    {
        TestAssembly.WriteGenerated(Assembly, "public sealed class Nothing;");

        AssemblyJobs jobs = AssemblyReader.Read(Assembly);
        Assert.Empty(jobs.Jobs);
        Assert.Empty(jobs.UnreadTypes);
    }

    [Fact]
    public void A_job_that_left_no_model_is_named()
    {
        TestAssembly.Write(Assembly, """namespace Zoo { public static class Outer { [BatchGen.BatchJob("old-job")] public sealed class Old; } }""");

        Assert.Equal(["Zoo.Outer.Old"], AssemblyReader.Read(Assembly).UnreadTypes);
    }

    [Theory]
    [InlineData(2, "{}", "newer BatchGen", "Update the tool")]
    [InlineData(0, "{}", "older BatchGen", "Update the BatchGen package")]
    [InlineData(1, "{}", "'the-job'", "Build the project again")]
    public void A_model_of_another_version_is_refused_with_what_to_do(int format, string model, string problem, string advice)
    {
        TestAssembly.Write(Assembly, $"[assembly: BatchGen.BatchJobModel(\"the-job\", {format}, \"{model}\")]");

        string message = Assert.Throws<InvalidDataException>(() => AssemblyReader.Read(Assembly)).Message;
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
        Assert.Contains(Assembly, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_assembly_is_refused()
    {
        File.WriteAllText(Assembly, "MZ, but no more");

        Assert.Contains("is no .NET assembly", Assert.Throws<InvalidDataException>(() => AssemblyReader.Read(Assembly)).Message, StringComparison.Ordinal);
    }
}
