using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Tests.Models;

public sealed class JobModelReaderTests
{
    [Fact]
    public void A_model_has_what_the_attributes_state_and_leaves_the_rest_to_the_defaults()
    {
        JobSpec people = SampleJobs.People.Spec;
        Assert.Equal(("swapi-people", "0 2 * * *", 1, true), (people.Name, people.Cron, people.Concurrency, people.Critical));
        Assert.Equal(["slack:people-alerts", "mailto:people@example.org"], people.Fallback!.Notify);
        Assert.Equal([StageKind.Extract, StageKind.Transform, StageKind.Publish, StageKind.Load], people.Stages.Select(stage => stage.Kind));
        StageSpec load = Assert.Single(SampleJobs.Audit.Spec.StagesOf(StageKind.Load));
        Assert.Equal(("people-audit.load", "people.ingest.v1.dlq", 30), (SampleJobs.Audit.Spec.GroupOf(load), load.EffectiveDeadLetterTopic, load.EffectiveMaxBackoffSeconds));
        Assert.True(SampleJobs.People.IsRun);
        Assert.False(SampleJobs.Audit.IsRun);
    }

    [Fact]
    public void A_schema_has_the_text_of_its_file() =>
        Assert.StartsWith("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\": \"people.ingest.v1.schema.json\",", Assert.Single(SampleJobs.People.Schemas).Json, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "no model of a job")]
    [InlineData("[]", "no model of a job")]
    [InlineData("{}", "names no type")]
    [InlineData("""{ "type": "A" }""", "has no name")]
    [InlineData("""{ "type": "A", "name": 1 }""", "no model of a job")]
    [InlineData("""{ "type": "A", "name": "a", "stages": [{ "kind": "sleep" }] }""", "no model of a job")]
    public void What_is_no_model_is_refused(string json, string problem) =>
        Assert.Contains(problem, Assert.Throws<InvalidDataException>(() => JobModelReader.Read(json)).Message, StringComparison.Ordinal);
}
