using BatchGen.Workflow.Models;
using BatchGen.Workflow.Tests;

namespace BatchGen.Flows.Tests;

/// <summary>What can be said of the flows without running them.</summary>
public sealed class StaticTests
{
    private static JobModel[] Jobs => [SampleJobs.People, SampleJobs.Manual, SampleJobs.Awkward];

    [Fact]
    public async Task Flows_compile_without_a_warning()
    {
        foreach (JobModel job in Jobs)
        {
            using FlowFolder flow = new(job);
            ChildResult result = await RunAsync(["-W", "error", "-m", "py_compile", .. Directory.GetFiles(flow.Flows)]);
            Assert.True(result.Code == 0, result.Error);
        }
    }

    [Fact]
    public async Task Flows_import_the_standard_library_and_Prefect_only_and_call_their_tasks_directly()
    {
        foreach (JobModel job in Jobs)
        {
            using FlowFolder flow = new(job);
            ChildResult result = await CheckAsync(flow);
            Assert.True(result.Code == 0, result.Output + result.Error);
        }
    }

    [Theory]
    [InlineData("from typing import Any, Dict, List, Optional", "import yaml", "imports yaml")]
    [InlineData("from typing import Any, Dict, List, Optional", "from __future__ import annotations", "imports from __future__")]
    [InlineData("results.append(publish(batch))", "results.append(publish.submit(batch))", "calls .submit")]
    public async Task That_check_finds_what_it_looks_for(string text, string replacement, string finding)
    {
        using FlowFolder flow = new(SampleJobs.People);
        flow.EditFlow(text, replacement);

        ChildResult result = await CheckAsync(flow);

        Assert.Equal(1, result.Code);
        Assert.StartsWith($"swapi_people_flow.py: {finding}", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retries=2,", "retrys=2,", "TypeError: Task.__init__() got an unexpected keyword argument 'retrys'")]
    [InlineData("on_crashed=", "on_crash=", "TypeError: Flow.__init__() got an unexpected keyword argument 'on_crash'")]
    public async Task The_stand_in_refuses_what_Prefect_does_not_know(string text, string replacement, string error)
    {
        using FlowFolder flow = new(SampleJobs.People);
        flow.EditFlow(text, replacement);

        Assert.Equal(error, (await flow.RunAsync()).Error);
    }

    private static Task<ChildResult> CheckAsync(FlowFolder flow) => RunAsync([Python.Asset("Checks", "check_flows.py"), .. Directory.GetFiles(flow.Flows)]);

    private static async Task<ChildResult> RunAsync(IEnumerable<string> arguments)
    {
        using ChildProcess python = new(Python.Start(arguments));
        return await python.EndAsync();
    }
}
