using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BatchGen.Workflow.Checks;

namespace BatchGen.Workflow.Reports;

/// <summary>A check as SARIF 2.1.0, which code hosts show in the pull request at the lines that it is about.</summary>
internal static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string Root = "SRCROOT";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <param name="report">The check.</param>
    /// <param name="version">The tool's version.</param>
    public static string Write(CheckReport report, string version)
    {
        // Rules of which nothing was found are named as well: that they were looked for is a result.
        IReadOnlyList<CheckRule> rules = ReportRules.All;
        Dictionary<string, int> indices = rules.Select(static (rule, index) => (rule.Id, index)).ToDictionary(static rule => rule.Id, static rule => rule.index, StringComparer.Ordinal);
        JsonObject sarif = new()
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "batchgen",
                        ["semanticVersion"] = version,
                        ["informationUri"] = "https://github.com/batchgen/batchgen/blob/main/docs/checking.md",
                        ["rules"] = new JsonArray([.. rules.Select(RuleOf)]),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                // Where the root is depends on the machine; that all files are relative to one is what a reader must know.
                ["originalUriBaseIds"] = new JsonObject
                {
                    [Root] = new JsonObject { ["description"] = Text("The folder of what was checked.") },
                },
                ["results"] = new JsonArray([.. report.Findings.Select(finding => ResultOf(finding, report, indices[finding.Rule.Id]))]),
            }),
        };
        return sarif.ToJsonString(Indented) + "\n";
    }

    private static JsonObject RuleOf(CheckRule rule) => new JsonObject
    {
        ["id"] = rule.Id,
        ["name"] = rule.Name,
        ["shortDescription"] = Text(rule.Title),
        ["fullDescription"] = Text(rule.Description),
        ["helpUri"] = rule.HelpUri,
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Severity) },
        ["properties"] = new JsonObject { ["clause"] = rule.Clause, ["tags"] = new JsonArray($"section-{rule.Section}") },
    };

    private static JsonObject ResultOf(CheckFinding finding, CheckReport report, int ruleIndex)
    {
        JsonObject result = new()
        {
            ["ruleId"] = finding.Rule.Id,
            ["ruleIndex"] = ruleIndex,
            ["level"] = Level(finding.Severity),
            ["message"] = Text(finding.Message),
            ["partialFingerprints"] = new JsonObject { ["batchFinding/v1"] = Fingerprint(finding, report) },
            ["properties"] = new JsonObject { ["project"] = finding.Project, ["job"] = finding.Job },
        };
        if (finding.Place is { } place)
        {
            result["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = LocationOf(place, report) });
        }

        return result;
    }

    private static JsonObject LocationOf(FilePlace place, CheckReport report)
    {
        JsonObject location = new()
        {
            ["artifactLocation"] = new JsonObject
            {
                ["uri"] = string.Join('/', report.Relative(place.File).Split('/').Select(Uri.EscapeDataString)),
                ["uriBaseId"] = Root,
            },
        };
        if (place.Line is { } line)
        {
            location["region"] = place.Column is { } column
                ? new JsonObject { ["startLine"] = line, ["startColumn"] = column }
                : new JsonObject { ["startLine"] = line };
        }

        return location;
    }

    // Without line numbers: a finding stays the same one when code above it changes.
    private static string Fingerprint(CheckFinding finding, CheckReport report)
    {
        string text = string.Join('\n', finding.Rule.Id, finding.Project, finding.Job, finding.Place is { } place ? report.Relative(place.File) : "", finding.Message);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static string Level(CheckSeverity severity) => severity == CheckSeverity.Info ? "note" : severity.Text();
}
