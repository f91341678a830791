using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Tests.Settings;

public sealed class WorkflowSettingsReaderTests
{
    [Fact]
    public void Without_the_file_and_without_a_key_the_defaults_hold()
    {
        using TemporaryProject project = new();
        Assert.Equal(("batch-kubernetes", "main"), (WorkflowSettingsReader.Read(project.Project).Production.Pool, WorkflowSettingsReader.Read(project.Project).Branch));
        project["workflow/batchgen.json"] = """{ "production": { "type": "docker", "pool": "prod" }, "environment": { "TZ": "UTC" }, "tags": ["people"] }""";
        WorkflowSettings settings = WorkflowSettingsReader.Read(project.Project);
        Assert.Equal(("docker", "prod", "default", "batch"), (settings.Production.Type, settings.Production.Pool, settings.Production.Queue, settings.Production.Namespace));
        Assert.Equal(("batch-local", "UTC", "people"), (settings.Local.Pool, settings.Environment["TZ"], Assert.Single(settings.Tags)));
    }

    [Theory]
    [InlineData("{\n  \"colour\": 1\n}", "batchgen.json(2): 'colour' is no setting; there are repository,")]
    [InlineData("{ \"production\": {\n\"pol\": \"a\" } }", "batchgen.json(2): 'production.pol' is no setting")]
    [InlineData("{ \"branch\": 1 }", "'branch' is no text")]
    [InlineData("{ \"branch\": \" \" }", "'branch' is empty")]
    [InlineData("{ \"tags\": \"a\" }", "'tags' is no list")]
    [InlineData("{ \"tags\": [1] }", "'tags[0]' is no text")]
    [InlineData("{ \"local\": [] }", "'local' is no object")]
    [InlineData("{ \"branch\": \"a\", \"branch\": \"b\" }", "'branch' is there twice")]
    [InlineData("{ \"production\": { \"type\": \"process\" } }", "'production.type' is not for production runs: write 'docker' or 'kubernetes'")]
    [InlineData("{ \"local\": { \"type\": \"lambda\" } }", "'local.type' is no type of a work pool: write 'process'")]
    [InlineData("{ \"image\": \"r.example.com:5000/people:1.2\" }", "'image' names a tag")]
    [InlineData("{ \"environment\": { \"Batch__Kafka__SaslPassword\": \"hunter2\" } }", "'environment.Batch__Kafka__SaslPassword' is a secret by its name")]
    [InlineData("{ \"repository\": \"https://me:hunter2@git.example.com/a\" }", "'repository' holds a user and password")]
    [InlineData("[", "batchgen.json(1): it is no JSON")]
    [InlineData("[]", "'the file' is no object")]
    public void What_is_wrong_is_said_with_its_key_and_line_and_without_its_value(string json, string problem)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => WorkflowSettingsReader.Read("/p/batchgen.json", json));
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_with_a_port_is_no_tag() =>
        Assert.Equal("r.example.com:5000/people", WorkflowSettingsReader.Read("f", """{ "image": "r.example.com:5000/people" }""").Image);
}
