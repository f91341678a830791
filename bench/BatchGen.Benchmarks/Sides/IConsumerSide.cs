using BatchGen.Benchmarks.Measuring;

namespace BatchGen.Benchmarks.Sides;

/// <summary>One way to consume a topic.</summary>
internal interface IConsumerSide
{
    string Name { get; }

    /// <summary>Consumes a topic from its start in a new group, until the run has counted its records, and commits.</summary>
    Task<Sample> RunAsync(Broker broker, string topic, CountedRun run, Func<Item, CancellationToken, Task> handle);
}
