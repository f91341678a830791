using System.Text.Json;
using BatchGen.Workflow.Checks;
using BatchGen.Workflow.Reports;
using BatchGen.Workflow.Tests.Checks;
using NJsonSchema;

namespace BatchGen.Workflow.Tests.Reports;

public sealed class ReportTests
{
    /// <summary>The required parts of SARIF 2.1.0 (OASIS, sections 3.13 to 3.49), as far as the report uses them.</summary>
    private const string SarifSchema =
        """
        {
          "type": "object", "required": ["version", "runs"],
          "properties": {
            "version": { "enum": ["2.1.0"] },
            "runs": { "type": "array", "minItems": 1, "items": {
              "type": "object", "required": ["tool", "results"],
              "properties": {
                "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
                "tool": { "type": "object", "required": ["driver"], "properties": { "driver": {
                  "type": "object", "required": ["name", "rules"],
                  "properties": { "rules": { "type": "array", "uniqueItems": true, "items": {
                    "type": "object", "required": ["id", "shortDescription", "helpUri"],
                    "properties": {
                      "helpUri": { "type": "string", "format": "uri", "pattern": "^https://" },
                      "shortDescription": { "type": "object", "required": ["text"] },
                      "defaultConfiguration": { "type": "object", "properties": { "level": { "enum": ["none", "note", "warning", "error"] } } }
                    } } } } } } },
                "results": { "type": "array", "items": {
                  "type": "object", "required": ["message", "ruleId", "ruleIndex", "partialFingerprints"],
                  "properties": {
                    "level": { "enum": ["none", "note", "warning", "error"] },
                    "ruleIndex": { "type": "integer", "minimum": 0 },
                    "message": { "type": "object", "required": ["text"] },
                    "partialFingerprints": { "type": "object", "additionalProperties": { "type": "string" } },
                    "locations": { "type": "array", "items": { "type": "object", "required": ["physicalLocation"], "properties": { "physicalLocation": {
                      "type": "object", "required": ["artifactLocation"],
                      "properties": {
                        "artifactLocation": { "type": "object", "required": ["uri"], "properties": { "uri": { "type": "string", "pattern": "^[^/ ][^ ]*$" } } },
                        "region": { "type": "object", "required": ["startLine"], "properties": { "startLine": { "type": "integer", "minimum": 1 }, "startColumn": { "type": "integer", "minimum": 1 } } }
                      } } } } }
                  } } }
              } } }
          }
        }
        """;

    private static readonly CheckReport Report = Placed(Checked.Report(Checked.Solution(Checked.Like(SampleJobs.Audit, "people-mail", job => job with { Idempotency = null })), readsFiles: false));

    [Fact]
    public async Task Sarif_has_its_required_parts_and_every_rule_that_was_looked_for()
    {
        string text = SarifReport.Write(Report, "0.1.0");
        JsonSchema schema = await JsonSchema.FromJsonAsync(SarifSchema, TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(text));
        JsonElement run = JsonDocument.Parse(text).RootElement.GetProperty("runs")[0];
        JsonElement rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        JsonElement result = run.GetProperty("results")[0];
        Assert.Equal("BWS1304", result.GetProperty("ruleId").GetString());
        Assert.Equal("BWS1304", rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        Assert.Equal("Audit/My%20Jobs/PeopleMail.cs", result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Fact]
    public void A_finding_keeps_its_fingerprint_when_its_line_moves()
    {
        CheckReport moved = Report with { Findings = [.. Report.Findings.Select(finding => finding with { Place = finding.Place! with { Line = 99 } })] };
        Assert.Equal(Fingerprints(Report), Fingerprints(moved));
        Assert.Equal(2, Fingerprints(Report).Distinct().Count());
    }

    [Fact]
    public void Json_has_counts_jobs_and_findings()
    {
        JsonElement root = JsonDocument.Parse(JsonReport.Write(Report)).RootElement;
        Assert.Equal("Batch Workflow Standard 1.1.0", root.GetProperty("standard").GetString());
        Assert.Equal((1, 0, 1), (Number(root, "error"), Number(root, "warning"), Number(root, "info")));
        Assert.Equal(["planets-backfill", "swapi-people", "people-audit", "people-mail"], root.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("name").GetString()));
        JsonElement finding = root.GetProperty("findings")[0];
        Assert.Equal(("BWS1304", "error", "people-mail", "Audit/My Jobs/PeopleMail.cs", 7), (
            finding.GetProperty("rule").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("job").GetString(), finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32()));
    }

    [Fact]
    public void The_compliance_report_names_the_standard_every_section_every_job_and_each_finding()
    {
        string text = MarkdownReport.Write(Report);
        Assert.StartsWith("# Compliance with the Batch Workflow Standard 1.1.0\n\n**1 error, 0 warnings, 1 note.** Checked: 4 jobs of 2 projects", text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 7), section => Assert.Contains($"\n| {section} {CheckReport.Sections[section - 1]} |", text, StringComparison.Ordinal));
        Assert.Contains("| error | [BWS1304 JobStatesIdempotency](https://github.com/batchgen/batchgen/blob/main/docs/rules/BWS1304.md) | 1.3 | people-mail |", text, StringComparison.Ordinal);
        Assert.Contains("<summary>people-mail of Audit: 1 found</summary>", text, StringComparison.Ordinal);
        Assert.Contains("<summary>swapi-people of SwapiPeople: nothing found</summary>", text, StringComparison.Ordinal);
        Assert.Contains("[Audit/docs/jobs/people-mail/runbook.md](Audit/docs/jobs/people-mail/runbook.md)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a | b", "a \\| b")]
    [InlineData("<script>", "\\<script\\>")]
    [InlineData("[x](y) `z`\nnext", "\\[x\\](y) \\`z\\` next")]
    public void Text_of_others_stays_text_in_its_cell(string text, string expected) => Assert.Equal(expected, MarkdownEscape.Text(text));

    private static CheckReport Placed(CheckReport report) =>
        report with { Findings = [.. report.Findings.Select(finding => finding with { Place = new FilePlace("/src/Audit/My Jobs/PeopleMail.cs", 7, 3) })], Solution = report.Solution with { Path = "/src/Batch.sln" } };

    private static string[] Fingerprints(CheckReport report) =>
    [
        .. JsonDocument.Parse(SarifReport.Write(report, "0.1.0")).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("partialFingerprints").GetProperty("batchFinding/v1").GetString()!),
    ];

    private static int Number(JsonElement root, string name) => root.GetProperty("counts").GetProperty(name).GetInt32();
}
