using BatchGen.Cli.Commands.Release;
using BatchGen.Cli.Commands.Release.Points;
using BatchGen.Workflow.Tests;

namespace BatchGen.Cli.Tests.Release;

/// <summary>The points that start the job's own executable: the real sample.</summary>
public sealed class ExecutablePointTests : ReleaseTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    // Each process of the sample starts an API of its own, whose pages fail when they are first asked for: a stage would never get through.
    static ExecutablePointTests() => Environment.SetEnvironmentVariable("Swapi__FaultyPages", "0");

    [Fact]
    public async Task The_sample_publishes_and_loads_the_same_number()
    {
        PointFinding passed = await CheckAsync(new SampleDataPoint(Subject, Limit), PointOutcome.Passed, "records published and loaded, none dead-lettered");
        Assert.Contains(passed.Evidence, line => line.StartsWith("swapi-people publish: completed, ", StringComparison.Ordinal));
        Assert.Contains(passed.Evidence, line => line.Contains(", 0 dead-lettered, 0 in the fallback store", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_fallback_of_a_batch_that_cannot_be_published_is_in_the_store()
    {
        PointFinding passed = await CheckAsync(new FallbackPoint(Subject, Limit, static _ => { }), PointOutcome.Passed, "in the store, read back");
        Assert.Contains(passed.Evidence, line => line.StartsWith("store: ", StringComparison.Ordinal));
        Assert.Contains(passed.Evidence, line => line.Contains("publish` without a broker: exit code 75", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_started_fails_and_what_takes_too_long_is_ended()
    {
        string library = typeof(ReleaseSubject).Assembly.Location.Replace("BatchGen.Cli.dll", "BatchGen.dll", StringComparison.Ordinal);
        await CheckAsync(new SampleDataPoint(SubjectOf(SampleJobs.People, library), Limit), PointOutcome.Failed, "is a library, not the executable");
        await CheckAsync(new FallbackPoint(SubjectOf(SampleJobs.People, "/no/such.dll"), Limit, static _ => { }), PointOutcome.Failed, "there is no '/no/such.dll'; build the project");
        await CheckAsync(new SampleDataPoint(Subject, TimeSpan.FromMilliseconds(50)), PointOutcome.Failed, "it was ended because it took too long");
        await CheckAsync(new SampleDataPoint(SubjectOf(SampleJobs.Manual), Limit), PointOutcome.Failed, "exit code 64");
    }

    [Fact]
    public async Task Of_a_consumer_the_fallback_is_for_a_person_to_see() =>
        await CheckAsync(new FallbackPoint(SubjectOf(SampleJobs.Audit), Limit, static _ => { }), PointOutcome.Skipped, "started by its topic");
}
