using System.Text.Json.Nodes;
using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Schemas;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Tests.Schemas;

public sealed class SchemaSourceTests : IDisposable
{
    private const string Path = "schemas/people.ingest.v1.schema.json";
    private readonly TemporaryProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_topic_of_two_jobs_has_its_schema_once()
    {
        Assert.Equal([(Path, ArtifactState.Missing)], Run(true, SampleJobs.People, SampleJobs.People).Select(report => (report.Path, report.State)));
        Assert.Equal(SampleJobs.People.Schemas[0].Json, _project[Path]);
    }

    [Fact]
    public void Descriptions_patterns_and_lengths_of_the_author_are_no_difference()
    {
        string own = SampleJobs.People.Schemas[0].Json.Replace("\"url\": {", "\"url\": { \"description\": \"Where.\", \"pattern\": \"^https\",", StringComparison.Ordinal);
        _project[Path] = own;
        Assert.Equal(ArtifactState.Current, Assert.Single(Run(true, SampleJobs.People)).State);
        Assert.Equal(own, _project[Path]);
    }

    [Fact]
    public void A_compatible_change_is_merged_and_keeps_what_the_author_has_added()
    {
        string own = SampleJobs.People.Schemas[0].Json
            .Replace("\"url\": {", "\"url\": { \"description\": \"Where.\", \"pattern\": \"^https\",", StringComparison.Ordinal)
            .Replace("\"title\": \"people.ingest.v1\"", "\"title\": \"People\", \"examples\": [{ \"a\": [1, null] }]", StringComparison.Ordinal)
            .Replace("Person\"", "Human\"", StringComparison.Ordinal);
        _project[Path] = own;
        Assert.Equal((ArtifactState.Stale, true), StateOf(Run(true, With("\"name\": { \"type\": [\"string\", \"null\"] },"))));
        JsonNode merged = JsonNode.Parse(_project[Path])!;
        JsonNode person = merged["$defs"]!["Person"]!;
        Assert.Equal(("Where.", "^https", "People"), (Text(person["properties"]!["url"]!["description"]), Text(person["properties"]!["url"]!["pattern"]), Text(merged["title"])));
        Assert.Equal("[\"string\",\"null\"]", person["properties"]!["name"]!["type"]!.ToJsonString());
        Assert.Equal("[{\"a\":[1,null]}]", merged["examples"]!.ToJsonString());
        Assert.Null(merged["$defs"]!["Human"]);
        Assert.Equal(ArtifactState.Current, Assert.Single(Run(true, With("\"name\": { \"type\": [\"string\", \"null\"] },"))).State);
    }

    [Fact]
    public void A_breaking_change_is_refused_and_named_until_the_user_insists()
    {
        Run(true, SampleJobs.People);
        string before = _project[Path];
        JobModel changed = With("", "\"height\":{\"type\":[\"integer\"", "\"height\":{\"type\":[\"string\"");
        ArtifactReport report = Assert.Single(Run(true, changed));
        Assert.Equal((ArtifactState.Refused, false), (report.State, report.IsWritten));
        Assert.Contains("'payload.height' was a whole number and is a text now. Publish to a new version of the topic, or generate with --overwrite", report.Detail, StringComparison.Ordinal);
        Assert.Equal(before, _project[Path]);
        Assert.True(Assert.Single(new ArtifactRun([new SchemaSource()]).Write(Project(changed), new(), overwriteEdited: true, CancellationToken.None)).IsWritten);
        Assert.Equal(ArtifactState.Current, Assert.Single(Run(false, changed)).State);
    }

    [Fact]
    public void What_is_no_schema_is_refused()
    {
        _project[Path] = "{ \"type\": \"object\" }";
        Assert.Contains("it has no 'properties'", Assert.Single(Run(true, SampleJobs.People)).Detail, StringComparison.Ordinal);
    }

    private static JobModel With(string member, string was = "", string now = "") => SampleJobs.People with
    {
        Schemas = [.. SampleJobs.People.Schemas.Select(schema => schema with
        {
            Json = Compact(schema.Json).Replace("\"url\":", member + "\"url\":", StringComparison.Ordinal) is var text && was.Length > 0
                ? text.Replace(was, now, StringComparison.Ordinal)
                : text,
        })],
    };

    private static string Compact(string json) => json.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) + "\n";

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static (ArtifactState State, bool IsWritten) StateOf(IReadOnlyList<ArtifactReport> reports) => (Assert.Single(reports).State, reports[0].IsWritten);

    private BatchProject Project(params JobModel[] jobs) => _project.Project with { Jobs = jobs };

    private IReadOnlyList<ArtifactReport> Run(bool writes, params JobModel[] jobs) => writes
        ? new ArtifactRun([new SchemaSource()]).Write(Project(jobs), new WorkflowSettings(), overwriteEdited: false, CancellationToken.None)
        : new ArtifactRun([new SchemaSource()]).Check(Project(jobs), new WorkflowSettings());
}
