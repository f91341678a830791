using System.Globalization;
using System.Text.Json;
using BatchGen.Workflow.Tests;

namespace BatchGen.Flows.Tests;

/// <summary>Python and C# derive the same ids (standard 4.2).</summary>
public sealed class IdentityTests
{
    private const string Script =
        """
        import json, sys, uuid
        from datetime import datetime
        sys.path.insert(0, sys.argv[1])
        import batch_stages
        slots, compensations = json.loads(sys.argv[2])
        ids = [batch_stages.slot_batch_id(job, env, datetime.fromisoformat(slot)) for job, env, slot in slots]
        ids += [batch_stages.compensating_batch_id(job, failed, uuid.UUID(batch)) for job, failed, batch in compensations]
        print(json.dumps(ids))
        """;

    [Fact]
    public async Task The_ids_of_slots_and_of_compensating_runs_are_those_of_CSharp()
    {
        string[][] slots =
        [
            ["swapi-people", "prod", "2026-08-22T02:15:00+00:00"],
            ["swapi-people", "local", "2026-08-22T02:15:00.123456+00:00"],
            ["swapi-people", "local", "2026-08-22T04:15:00.999999+02:00"],
            ["a", "prod", "1970-01-01T00:00:00+00:00"],
            ["a-long-name-of-a-job", "prod", "2262-04-11T23:47:16.854775-11:30"],
        ];
        string[][] compensations =
        [
            ["repair", "swapi-people", "01a0273f-fca0-7d91-82e8-c51e5af34dcb"],
            ["repair", "swapi-people", "7f3b2c1d-5e4f-4a6b-8c9d-0e1f2a3b4c5d"],
        ];

        using FlowFolder flow = new(SampleJobs.People);
        using ChildProcess python = new(Python.Start("-c", Script, flow.Flows, JsonSerializer.Serialize<string[][][]>([slots, compensations])));
        ChildResult result = await python.EndAsync();

        Assert.True(result.Code == 0, result.Error);
        Guid[] ids = JsonSerializer.Deserialize<Guid[]>(result.Output)!;
        Assert.Equal(["01a0273f-fca0-7d91-82e8-c51e5af34dcb", "01a0273f-fd1b-7624-b2c5-dd7d92851a14"], ids.Take(2).Select(static id => id.ToString()));
        Assert.Equal(
            [
                .. slots.Select(static slot => BatchIds.ForSlot(slot[0], slot[1], DateTimeOffset.Parse(slot[2], CultureInfo.InvariantCulture))),
                .. compensations.Select(static run => BatchIds.ForCompensation(run[0], run[1], Guid.Parse(run[2]))),
            ],
            ids);
    }

    [Theory]
    [InlineData("batch_id", "yesterday", "ValueError: batch_id is 'yesterday', and has to be a UUID")]
    [InlineData("compensates", "swapi-people", "ValueError: the batch of compensates='swapi-people' is '', and has to be a UUID")]
    public async Task A_parameter_that_holds_no_id_is_named(string parameter, string value, string error)
    {
        using FlowFolder flow = new(SampleJobs.People);

        FlowTrace run = await flow.RunAsync(new Dictionary<string, string> { [parameter] = value });

        Assert.Equal(error, run.Error);
        Assert.Empty(run.Tasks);
    }
}
