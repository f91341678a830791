using System.Diagnostics;
using System.Text.Json;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Tests;

namespace BatchGen.Flows.Tests;

/// <summary>Flows keep to Prefect's signatures, as pyright in its strict mode sees them.</summary>
public sealed class TypeTests
{
    private const string Install = "Needs Node.js on the PATH, and: npm install --prefix tests/BatchGen.Flows.Tests/node";

    public static TheoryData<string> Jobs => ["swapi-people", "planets-backfill", "awkward-texts"];

    [Theory]
    [MemberData(nameof(Jobs))]
    public async Task A_flow_has_no_error_of_types(string name)
    {
        JobModel[] jobs = [SampleJobs.People, SampleJobs.Manual, SampleJobs.Awkward];
        using FlowFolder flow = new(jobs.Single(job => job.Name == name));

        Assert.Empty(await ErrorsAsync(flow));
    }

    [Theory]
    [InlineData("retries=2,", "retrys=2,", "No overloads for \"task\"")]
    [InlineData("timeout_seconds=645", "timeout_seconds=\"645\"", "timeout_seconds")]
    [InlineData("results.append(publish(batch))", "results.append(publish(bach))", "\"bach\" is not defined")]
    [InlineData("results.append(publish(batch))", "results.append(publish(batch, 1))", "No overloads for \"__call__\"")]
    public async Task That_check_finds_a_wrong_keyword_type_name_or_count(string text, string replacement, string error)
    {
        using FlowFolder flow = new(SampleJobs.People);
        flow.EditFlow(text, replacement);

        Assert.Contains(await ErrorsAsync(flow), found => found.Contains(error, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> ErrorsAsync(FlowFolder flow)
    {
        string? pyright = Locate();
        Assert.SkipWhen(pyright is null, Install);
        object configuration = new
        {
            include = new[] { flow.Flows },
            extraPaths = new[] { Python.Asset("Stubs") },
            typeCheckingMode = "strict",
            pythonVersion = "3.10",
            reportMissingModuleSource = false, // Prefect itself is not installed.
        };
        await File.WriteAllTextAsync(flow["pyrightconfig.json"], JsonSerializer.Serialize(configuration));
        ProcessStartInfo start = new("node", [pyright!, "--outputjson", "-p", flow["pyrightconfig.json"]]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using ChildProcess node = new(start);
        ChildResult result = await node.EndAsync();
        JsonElement report = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(2, report.GetProperty("summary").GetProperty("filesAnalyzed").GetInt32());
        return
        [
            .. report.GetProperty("generalDiagnostics").EnumerateArray().Select(static found =>
                $"{Path.GetFileName(found.GetProperty("file").GetString())}({found.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32() + 1}): {found.GetProperty("message").GetString()}"),
        ];
    }

    private static string? Locate()
    {
        bool hasNode = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "node")));
        for (DirectoryInfo? place = new(AppContext.BaseDirectory); hasNode && place is not null; place = place.Parent)
        {
            string script = Path.Combine(place.FullName, "tests", "BatchGen.Flows.Tests", "node", "node_modules", "pyright", "index.js");
            if (File.Exists(script))
            {
                return script;
            }
        }

        return null;
    }
}
