using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using BatchGen.Workflow.Graphs;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Tests.Checks;

namespace BatchGen.Workflow.Tests.Graphs;

public sealed partial class GraphTests
{
    private const string Hostile = "x\"]; end <script>alert('1')</script> & #quot; `y`";

    /// <summary>The lines that Mermaid's grammar of flowcharts has, as far as the graph uses it; a label has no quote within its quotes.</summary>
    [GeneratedRegex("""
        ^\ +(?:
          subgraph\ [a-zA-Z0-9_]+\["[^"]*"\]
          |end
          |[a-zA-Z0-9_]+(?:\["[^"]*"\]|\(\["[^"]*"\]\)|\[/"[^"]*"/\]|\[\("[^"]*"\)\])(?::::[a-z]+)?
          |[a-zA-Z0-9_]+\ (?:-->|-->\|"[^"]*"\||-\.\ "[^"]*"\ \.->)\ [a-zA-Z0-9_]+
          |classDef\ [a-z]+\ [a-z0-9:#,]+
        )$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex MermaidLine { get; }

    [Fact]
    public void The_mermaid_text_connects_stages_topics_groups_dead_letters_and_stores()
    {
        string text = MermaidGraph.Write(Checked.Solution());
        Assert.Contains("job__SwapiPeople__swapi_2d_people_2 --> topic__people_2e_ingest_2e_v1\n", text, StringComparison.Ordinal);
        Assert.Contains("topic__people_2e_ingest_2e_v1 -->|\"people-audit.load\"| job__Audit__people_2d_audit_0\n", text, StringComparison.Ordinal);
        Assert.Contains("job__Audit__people_2d_audit_0 -. \"cannot be handled\" .-> topic__people_2e_ingest_2e_v1_2e_dlq\n", text, StringComparison.Ordinal);
        Assert.Contains("([\"0 2 #42; #42; #42; UTC\"])", text, StringComparison.Ordinal);
        Assert.Contains("[(\"s3://batch-fallback/audit\")]:::store", text, StringComparison.Ordinal);
    }

    [Fact]
    public void As_data_a_topic_has_who_publishes_and_who_consumes_it()
    {
        JsonNode graph = JsonNode.Parse(JsonGraph.Write(Checked.Solution()))!;
        JsonNode topic = Assert.Single(graph["topics"]!.AsArray(), static topic => (string?)topic!["topic"] == "people.ingest.v1")!;
        Assert.Equal(["swapi-people"], topic["published_by"]!.AsArray().Select(static name => (string?)name));
        Assert.Equal(["people-audit.load", "swapi-people.load"], topic["consumed_by"]!.AsArray().Select(static name => (string?)name));
        JsonNode job = Assert.Single(graph["jobs"]!.AsArray(), static job => (string?)job!["job"] == "swapi-people")!;
        Assert.Equal(["extract", "transform", "publish", "load"], job["stages"]!.AsArray().Select(static stage => (string?)stage!["stage"]));
    }

    [Fact]
    public void Every_line_is_one_of_mermaids_whatever_jobs_are_called()
    {
        string[] lines = MermaidGraph.Write(Checked.Solution(Odd())).TrimEnd('\n').Split('\n');
        Assert.Equal("flowchart LR", lines[0]);
        Assert.All(lines.Skip(1), line => Assert.Matches(MermaidLine, line));
        Assert.Equal(lines.Count(line => line.Contains("subgraph", StringComparison.Ordinal)), lines.Count(line => line == "  end"));
    }

    [Fact]
    public void Ids_are_the_same_for_the_same_names_and_differ_for_others()
    {
        Assert.Equal(MermaidText.Id("topic", "a.b"), MermaidText.Id("topic", "a.b"));
        Assert.Equal(4, new[] { MermaidText.Id("t", "a.b"), MermaidText.Id("t", "a-b"), MermaidText.Id("t", "a", "b"), MermaidText.Id("t", "a_b") }.Distinct().Count());
    }

    [Fact]
    public void The_page_is_well_formed_and_needs_nothing_from_elsewhere()
    {
        XDocument page = Page(HtmlGraph.Write(Checked.Solution(Odd())));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "svg" or "img" or "link" or "iframe" or "image");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.Single(page.Descendants("script"));
        Assert.Contains(page.Descendants("strong"), element => element.Value == Hostile);
    }

    [Fact]
    public void The_page_shows_each_job_with_its_stages_and_who_reads_its_topic()
    {
        XDocument page = Page(HtmlGraph.Write(Checked.Solution()));
        XElement people = page.Descendants("article").Single(article => article.Element("h3")!.Value.StartsWith("swapi-people", StringComparison.Ordinal));
        Assert.Equal(["starts", "extract", "transform", "publish", "topic", "load", "what cannot be handled", "when attempts are used up"], people.Descendants("small").Select(kind => kind.Value));
        Assert.Contains(people.Descendants("span"), detail => detail.Value == "read by people-audit as people-audit.load, swapi-people as swapi-people.load"
            || detail.Value == "read by swapi-people as swapi-people.load, people-audit as people-audit.load");
    }

    [Fact]
    public void The_timetable_marks_runs_of_critical_jobs_that_meet_and_no_others()
    {
        JobModel meeting = Checked.Like(Checked.People, "people-archive", job => job with { Cron = "10 2 * * *" });
        JobModel apart = Checked.Like(Checked.People, "people-report", job => job with { Cron = "0 6 * * *" });
        DayPlan plan = DayPlan.Of(Checked.Solution(meeting, apart));
        Assert.Equal(
            [("swapi-people", 120, true), ("people-archive", 130, true), ("people-report", 360, false)],
            plan.Jobs.Select(job => (job.Job.Name, Assert.Single(job.Runs).Start, job.Runs[0].MeetsCritical)));
        Assert.Equal(2, Page(HtmlGraph.Write(Checked.Solution(meeting, apart))).Descendants("i").Count(run => run.Attribute("class")!.Value == "run clash"));
    }

    private static JobModel Odd() => Checked.Like(SampleJobs.Audit, "people-odd", job => job.EachStage(stage => stage with { Topic = Hostile, Group = Hostile }) with
    {
        Owner = Hostile,
        Fallback = job.Fallback! with { Store = Hostile },
    });

    private static XDocument Page(string html)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
